#include "secrets/change/change.h"

#include <gtest/gtest.h>

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

class ChangeTest : public ::testing::Test {
 protected:
  ChangeTest() { world.make(text_of(with(test::good_values(), "ENVIRONMENT", "staging"))); }

  core::Result<ChangeReport> change(const Edit& edit, const std::string& token = kToken) {
    ATB_ASSIGN(const auto plan, plan_change(manager, kTarget, edit));
    return apply_change(manager, plan, token);
  }

  /// The first `times` requests of this operation meet with the mishap.
  void let(Mishap mishap, const std::string& operation, int times) {
    line.befalls = [=, left = times](const std::string& sent) mutable {
      return sent == operation && left-- > 0 ? mishap : Mishap::none;
    };
  }

  settings::Values in_force() { return *settings::parse_secret_json(world.current().text); }

  test::SimulatedAws world;
  test::DirectLine line{world};
  aws::SecretsManager manager = world.manager(line);
};

TEST_F(ChangeTest, PutsANewVersionInForceAndKeepsEveryOtherKey) {
  const auto report = change(set_level("DEBUG"));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->outcome, ChangeOutcome::written);
  EXPECT_EQ(world.current().version_id, kToken);
  EXPECT_TRUE(in_force().equals(
      with(with(test::good_values(), "ENVIRONMENT", "staging"), "LOG_LEVEL", "DEBUG")));
  EXPECT_EQ(world.version_with("AWSPENDING"), "");
  EXPECT_EQ(world.version_with("AWSPREVIOUS"), std::string(32, '0'));
}

TEST_F(ChangeTest, WritesNothingWhereNothingChanges) {
  ASSERT_TRUE(change(set_level("DEBUG")));
  line.sent.clear();
  const auto report = change(set_level("DEBUG"), kOther);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->outcome, ChangeOutcome::unchanged);
  EXPECT_EQ(report->version_id, kToken);
  for (const auto& operation : line.sent) EXPECT_EQ(operation, "GetSecretValue");
}

TEST_F(ChangeTest, RefusesAWholeThatTheBotWouldRefuse) {
  const auto before = world.current().version_id;
  EXPECT_EQ(change(unset_names({"DATABASE_URL"}, Environment::staging)).error().kind,
            ErrorKind::settings);
  const auto live = set_values(with({}, "TRADING_MODE", "live"), Environment::staging);
  EXPECT_EQ(change(live).error().kind, ErrorKind::refused);
  EXPECT_EQ(world.current().version_id, before);
}

TEST_F(ChangeTest, ALostAnswerOfTheMoveIsASuccess) {
  let(Mishap::lost_after, "UpdateSecretVersionStage", 3);
  const auto report = change(set_level("DEBUG"));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(world.current().version_id, kToken);
}

TEST_F(ChangeTest, AnOutageAtTheMoveLeavesTheOldVersionAndTheNextRunFinishes) {
  const auto before = world.current().version_id;
  let(Mishap::server_error, "UpdateSecretVersionStage", 3);
  const auto failed = change(set_level("DEBUG"));
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, ErrorKind::temporary);
  EXPECT_TRUE(test::holds(failed.error().advice, "Run the same command again"));
  EXPECT_EQ(world.current().version_id, before);
  EXPECT_EQ(world.version_with("AWSPENDING"), kToken);

  const auto finished = change(set_level("DEBUG"), kOther);
  ASSERT_TRUE(finished) << finished.error().message;
  EXPECT_EQ(finished->outcome, ChangeOutcome::finished);
  EXPECT_EQ(world.current().version_id, kToken);
  EXPECT_EQ(world.version_with("AWSPENDING"), "");
}

TEST_F(ChangeTest, ADenialAtTheMoveTidiesUp) {
  let(Mishap::denied, "UpdateSecretVersionStage", 1);
  const auto failed = change(set_level("DEBUG"));
  EXPECT_EQ(failed.error().kind, ErrorKind::not_authorised);
  EXPECT_TRUE(test::holds(failed.error().message, "still on version"));
  EXPECT_EQ(world.version_with("AWSPENDING"), "");
}

TEST_F(ChangeTest, AnUnfinishedWriteOfOtherContentIsReplacedWithAWord) {
  let(Mishap::server_error, "UpdateSecretVersionStage", 3);
  ASSERT_FALSE(change(set_values(with({}, "INITIAL_BALANCE", "5"), Environment::staging)));
  line.befalls = nullptr;
  const auto plan = plan_change(manager, kTarget, set_level("DEBUG"));
  ASSERT_TRUE(plan);
  EXPECT_TRUE(test::any_holds(plan->warnings, kToken));
  EXPECT_TRUE(test::any_holds(plan->warnings, "changed INITIAL_BALANCE"));
  ASSERT_TRUE(apply_change(manager, *plan, kOther));
  EXPECT_EQ(in_force().find("INITIAL_BALANCE")->reveal(), "1000");
  EXPECT_EQ(world.version_with("AWSPENDING"), "");
}

TEST_F(ChangeTest, NeitherMoveNorLookAnsweredIsSaidToBeUnknown) {
  line.befalls = [this](const std::string& operation) {
    if (operation == "UpdateSecretVersionStage")
      line.befalls = [](const std::string&) { return Mishap::lost_after; };
    return operation == "UpdateSecretVersionStage" ? Mishap::lost_after : Mishap::none;
  };
  const auto report = change(set_level("DEBUG"));
  EXPECT_EQ(report.error().code, "secrets.outcome_unknown");
  line.befalls = nullptr;
  const auto again = change(set_level("DEBUG"), kOther);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->outcome, ChangeOutcome::unchanged);
  EXPECT_EQ(again->version_id, kToken);
}

TEST_F(ChangeTest, OnlyWhatMayPassIsToBeTriedAgain) {
  let(Mishap::denied, "PutSecretValue", 1);
  const auto denied = change(set_level("DEBUG"));
  EXPECT_EQ(denied.error().kind, ErrorKind::not_authorised);
  EXPECT_TRUE(test::holds(denied.error().advice, "still in force"));
  EXPECT_FALSE(test::holds(denied.error().advice, "same command again"));
  let(Mishap::server_error, "PutSecretValue", 3);
  EXPECT_TRUE(test::holds(change(set_level("DEBUG")).error().advice, "same command again"));
}

TEST_F(ChangeTest, AVersionThatCannotBeReadBackIsNotPutInForce) {
  const auto before = world.current().version_id;
  line.befalls = [stored = false](const std::string& operation) mutable {
    stored = stored || operation == "PutSecretValue";
    return stored && operation == "GetSecretValue" ? Mishap::denied : Mishap::none;
  };
  const auto report = change(set_level("DEBUG"));
  EXPECT_EQ(report.error().kind, ErrorKind::not_authorised);
  EXPECT_FALSE(test::holds(report.error().advice, "same command again"));
  EXPECT_EQ(world.current().version_id, before);
}

TEST_F(ChangeTest, ASecretThatIsScheduledForDeletionIsToBeRestored) {
  ASSERT_TRUE(
      world.store().schedule_deletion("us-east-1", "s", core::Duration::days(7), world.now));
  const auto report = change(set_level("DEBUG"));
  EXPECT_EQ(report.error().kind, ErrorKind::refused);
  EXPECT_TRUE(test::holds(report.error().advice, "init --restore"));
}

TEST(Change, FillsASecretThatHasNoVersionYet) {
  test::SimulatedAws world;
  world.make_without_version();
  test::DirectLine line{world};
  auto manager = world.manager(line);
  const auto all = set_values(test::good_values(), Environment::staging);
  const auto plan = plan_change(manager, kTarget, all);
  ASSERT_TRUE(plan) << plan.error().message;
  const auto report = apply_change(manager, *plan, kToken);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(world.current().version_id, kToken);
  EXPECT_EQ(world.version_with("AWSPENDING"), "");
}

TEST(Change, WhatIsNoSetOfSettingsCannotBeMergedInto) {
  test::SimulatedAws world;
  world.make("{\"A\": ...}");
  test::DirectLine line{world};
  auto manager = world.manager(line);
  const auto plan = plan_change(manager, kTarget, set_level("DEBUG"));
  EXPECT_EQ(plan.error().code, "secrets.current_unusable");
  EXPECT_TRUE(test::holds(plan.error().advice, "rollback"));
}

TEST_F(ChangeTest, BytesInsteadOfTextCannotBeMergedIntoButGoneBackFrom) {
  aws_simulator::NewVersion bytes;
  bytes.token = kOther;
  bytes.content = {"AAEC", true};
  ASSERT_TRUE(world.store().put("us-east-1", "s", bytes, world.now));
  const auto plan = plan_change(manager, kTarget, set_level("DEBUG"));
  EXPECT_EQ(plan.error().code, "aws.binary_secret");
  EXPECT_TRUE(test::holds(plan.error().advice, "rollback"));
  const auto back = plan_rollback(manager, kTarget, {});
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->from, kOther);
  ASSERT_TRUE(apply_rollback(manager, *back));
  EXPECT_EQ(world.current().version_id, std::string(32, '0'));
}

TEST(Change, AMissingSecretIsToBeMadeByInit) {
  test::SimulatedAws world;
  test::DirectLine line{world};
  auto manager = world.manager(line);
  const auto plan = plan_change(manager, kTarget, set_level("DEBUG"));
  EXPECT_EQ(plan.error().kind, ErrorKind::not_found);
  EXPECT_TRUE(test::holds(plan.error().advice, "init"));
}

}  // namespace
}  // namespace atb::secrets
