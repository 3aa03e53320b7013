#include "secrets/change/rollback.h"

#include <gtest/gtest.h>

#include "secrets/support/build.h"
#include "secrets/support/simulated_aws.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;

const Target kTarget{settings::Environment::staging, "s"};
const std::string kFirst(32, '0');
const std::string kSecond(32, 'n');
const std::string kThird(32, 't');

std::string text_with(std::string_view name, std::string_view value) {
  auto values = test::good_values();
  values.set(name, core::SecretString{value});
  const auto json = settings::render_secret_json(values);
  return {json.begin(), json.end()};
}

class RollbackTest : public ::testing::Test {
 protected:
  RollbackTest() { world.make(text_with("LOG_LEVEL", "INFO")); }

  /// As somebody with the console would.
  void put(const std::string& text, const std::string& token) {
    ASSERT_TRUE(manager.put_secret_value("s", net::to_body(text), token, {"AWSCURRENT"}));
  }

  test::SimulatedAws world;
  test::DirectLine line{world};
  aws::SecretsManager manager = world.manager(line);
};

TEST_F(RollbackTest, GoesBackToThePreviousVersionFromABrokenOne) {
  put("{\"TRADING_MODE\": ...}", kSecond);
  const auto plan = plan_rollback(manager, kTarget, {});
  ASSERT_TRUE(plan) << plan.error().message;
  EXPECT_EQ(plan->to, kFirst);
  EXPECT_TRUE(test::any_holds(plan->warnings, kSecond));
  ASSERT_TRUE(apply_rollback(manager, *plan));
  EXPECT_EQ(world.current().version_id, kFirst);
}

TEST_F(RollbackTest, GoesBackToANamedVersion) {
  put(text_with("LOG_LEVEL", "DEBUG"), kSecond);
  put(text_with("LOG_LEVEL", "ERROR"), kThird);
  const auto plan = plan_rollback(manager, kTarget, {.version_id = kFirst});
  ASSERT_TRUE(plan) << plan.error().message;
  ASSERT_TRUE(apply_rollback(manager, *plan));
  EXPECT_EQ(world.current().version_id, kFirst);
  EXPECT_EQ(world.version_with("AWSPREVIOUS"), kThird);
}

TEST_F(RollbackTest, RefusesAVersionThatTheBotWouldRefuse) {
  put("{\"TRADING_MODE\":\"live\"}", kSecond);
  put(text_with("LOG_LEVEL", "ERROR"), kThird);
  const auto plan = plan_rollback(manager, kTarget, {});
  ASSERT_FALSE(plan);
  EXPECT_TRUE(test::holds(plan.error().message, kSecond));
  EXPECT_EQ(world.current().version_id, kThird);
}

TEST_F(RollbackTest, LosesToAWriterInBetween) {
  put(text_with("LOG_LEVEL", "DEBUG"), kSecond);
  const auto plan = plan_rollback(manager, kTarget, {});
  ASSERT_TRUE(plan);
  put(text_with("LOG_LEVEL", "ERROR"), kThird);
  const auto done = apply_rollback(manager, *plan);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::refused);
  EXPECT_EQ(world.current().version_id, kThird);
}

TEST_F(RollbackTest, WhoseAnswersAreLostIsGoneOnWithByName) {
  put(text_with("LOG_LEVEL", "DEBUG"), kSecond);
  const auto plan = plan_rollback(manager, kTarget, {});
  ASSERT_TRUE(plan);
  bool moved = false;
  line.befalls = [&](const std::string& operation) {
    moved = moved || operation == "UpdateSecretVersionStage";
    return moved ? test::Mishap::lost_after : test::Mishap::none;
  };
  const auto lost = apply_rollback(manager, *plan);
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().kind, ErrorKind::temporary);
  EXPECT_TRUE(test::holds(lost.error().advice, "rollback --environment staging --to " + kFirst));
  // Which may be repeated, although the move had happened.
  line.befalls = nullptr;
  const auto again = plan_rollback(manager, kTarget, {.version_id = kFirst});
  ASSERT_TRUE(again);
  EXPECT_TRUE(apply_rollback(manager, *again));
  EXPECT_EQ(world.current().version_id, kFirst);
}

TEST_F(RollbackTest, ToTheVersionInForceDoesNothing) {
  const auto plan = plan_rollback(manager, kTarget, {.version_id = kFirst});
  ASSERT_TRUE(plan);
  EXPECT_TRUE(plan->is_in_force());
  line.sent.clear();
  EXPECT_TRUE(apply_rollback(manager, *plan));
  EXPECT_TRUE(line.sent.empty());
}

TEST_F(RollbackTest, WithoutAPreviousVersionNamesTheList) {
  const auto plan = plan_rollback(manager, kTarget, {});
  EXPECT_EQ(plan.error().kind, ErrorKind::not_found);
  EXPECT_TRUE(test::holds(plan.error().advice, "versions"));
}

}  // namespace
}  // namespace atb::secrets
