#include <gtest/gtest.h>

#include "secrets/change/change.h"
#include "secrets/change/edits.h"
#include "secrets/change/rollback.h"
#include "secrets/support/build.h"
#include "secrets/support/simulated_aws.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using settings::Environment;
using test::Mishap;

const Target kTarget{Environment::staging, "s"};
const std::string kToken(32, 'n');
const std::string kOther(32, 'o');

std::string text_of(const settings::Values& values) {
  const auto json = settings::render_secret_json(values);
  return {json.begin(), json.end()};
}

settings::Values with(settings::Values values, std::string_view name, std::string_view value) {
  values.set(name, core::SecretString{value});
  return values;
}

Edit set_level(std::string_view level) {
  return set_values(with({}, "LOG_LEVEL", level), Environment::staging);
}

class TwoWritersTest : public ::testing::Test {
 protected:
  TwoWritersTest() { world.make(text_of(with(test::good_values(), "ENVIRONMENT", "staging"))); }

  core::Result<ChangeReport> change(const Edit& edit, const std::string& token = kToken) {
    ATB_ASSIGN(const auto plan, plan_change(manager, kTarget, edit));
    return apply_change(manager, plan, token);
  }

  settings::Values in_force() { return *settings::parse_secret_json(world.current().text); }

  test::SimulatedAws world;
  test::DirectLine line{world};
  aws::SecretsManager manager = world.manager(line);
};

TEST_F(TwoWritersTest, LosesCleanlyToAnotherWriterAndNamesBothVersionsAndTheKeys) {
  const auto plan = plan_change(manager, kTarget, set_level("DEBUG"));
  ASSERT_TRUE(plan);
  ASSERT_TRUE(change(set_values(with({}, "INITIAL_BALANCE", "777"), Environment::staging), kOther));
  const auto report = apply_change(manager, *plan, kToken);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ErrorKind::refused);
  EXPECT_EQ(report.error().code, "secrets.moved_meanwhile");
  EXPECT_TRUE(test::holds(report.error().message, std::string(32, '0')));
  EXPECT_TRUE(test::holds(report.error().message, kOther));
  EXPECT_TRUE(test::holds(report.error().advice, "changed INITIAL_BALANCE"));
  EXPECT_FALSE(test::holds(report.error().advice + report.error().message, "777"));
  EXPECT_EQ(world.version_with("AWSPENDING"), "");
  EXPECT_EQ(world.current().version_id, kOther);
}

TEST_F(TwoWritersTest, AnotherWriterWhoDidTheSameIsNoFailure) {
  const auto plan = plan_change(manager, kTarget, set_level("DEBUG"));
  ASSERT_TRUE(change(set_level("DEBUG"), kOther));
  const auto report = apply_change(manager, *plan, kToken);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_TRUE(test::any_holds(report->warnings, kOther));
  EXPECT_EQ(report->outcome, ChangeOutcome::unchanged);
  EXPECT_EQ(report->version_id, kOther);
  EXPECT_EQ(world.version_with("AWSPENDING"), "");
}

TEST_F(TwoWritersTest, AVersionThatWasReplacedAtOnceWasInForce) {
  line.befalls = [this](const std::string& operation) {
    if (operation != "UpdateSecretVersionStage") return Mishap::none;
    line.befalls = [this, first = true](const std::string&) mutable {
      if (std::exchange(first, false)) {
        test::DirectLine theirs{world};
        auto other = world.manager(theirs);
        const auto plan = plan_change(other, kTarget, set_level("ERROR"));
        EXPECT_TRUE(apply_change(other, *plan, kOther));
      }
      return Mishap::none;
    };
    return Mishap::lost_after;
  };
  const auto report = change(set_level("DEBUG"));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_TRUE(test::any_holds(report->warnings, "another writer has replaced it"));
  EXPECT_EQ(report->version_id, kToken);
  EXPECT_EQ(report->replaced_by, kOther);
  EXPECT_EQ(world.current().version_id, kOther);
}

TEST_F(TwoWritersTest, WhereNothingChangesAnotherWritersPendingVersionIsLeftAlone) {
  const auto theirs = text_of(with(in_force(), "INITIAL_BALANCE", "777"));
  ASSERT_TRUE(manager.put_secret_value("s", net::to_body(theirs), kOther, {"AWSPENDING"}));
  line.sent.clear();
  const auto plan = plan_change(manager, kTarget, set_values({}, Environment::staging));
  ASSERT_TRUE(plan);
  EXPECT_TRUE(test::any_holds(plan->warnings, "it stays as it is"));
  const auto report = apply_change(manager, *plan, kToken);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->outcome, ChangeOutcome::unchanged);
  EXPECT_EQ(world.version_with("AWSPENDING"), kOther);
  for (const auto& operation : line.sent) EXPECT_EQ(operation, "GetSecretValue");
}

TEST_F(TwoWritersTest, AbandoningTakesTheLabelOffAndChangesNoSetting) {
  const auto before = world.current();
  const auto theirs = text_of(with(in_force(), "INITIAL_BALANCE", "777"));
  ASSERT_TRUE(manager.put_secret_value("s", net::to_body(theirs), kOther, {"AWSPENDING"}));
  const auto plan = plan_abandon(manager, kTarget);
  ASSERT_TRUE(plan) << plan.error().message;
  EXPECT_EQ(plan->abandoned, kOther);
  EXPECT_EQ(world.version_with("AWSPENDING"), kOther);
  const auto report = apply_change(manager, *plan, kToken);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->outcome, ChangeOutcome::abandoned);
  EXPECT_EQ(world.version_with("AWSPENDING"), "");
  EXPECT_EQ(world.current().version_id, before.version_id);
  EXPECT_EQ(apply_change(manager, *plan_abandon(manager, kTarget), kToken)->outcome,
            ChangeOutcome::unchanged);
}

TEST(TwoWriters, OfTwoWritersOfAFirstVersionOneLoses) {
  test::SimulatedAws world;
  world.make_without_version();
  test::DirectLine line{world};
  auto manager = world.manager(line);
  const auto edit = [](std::string_view level) {
    return set_values(with(test::good_values(), "LOG_LEVEL", level), Environment::staging);
  };
  const auto plan = plan_change(manager, kTarget, edit("DEBUG"));
  const auto theirs = plan_change(manager, kTarget, edit("ERROR"));
  ASSERT_TRUE(apply_change(manager, *theirs, kOther));
  EXPECT_EQ(apply_change(manager, *plan, kToken).error().code, "secrets.moved_meanwhile");
  EXPECT_EQ(world.current().version_id, kOther);
}

}  // namespace
}  // namespace atb::secrets
