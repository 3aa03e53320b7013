#include "secrets/init.h"

#include <gtest/gtest.h>

#include "secrets/support/build.h"
#include "secrets/support/fake_aws.h"
#include "secrets/support/simulated_aws.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using test::FakeAws;

const Target kStaging{settings::Environment::staging, "ai-trading-bot/staging"};
const Target kProduction{settings::Environment::production, "ai-trading-bot/production"};

TEST(Init, MakesTheSecretWithExactlyTheGivenSettings) {
  FakeAws world;
  auto manager = world.manager();
  const auto plan = plan_init(manager, kStaging, test::good_values(), "");
  ASSERT_TRUE(plan) << plan.error().message;
  EXPECT_TRUE(world.secrets.empty());
  const auto made = create(manager, *plan, "5b1c1f9a-6c0e-4d5a-9e1e-2f3a4b5c6d7e");
  ASSERT_TRUE(made) << made.error().message;
  const auto& stored = world.secrets.at("ai-trading-bot/staging");
  EXPECT_EQ(stored.text, R"({"BINANCE_API_KEY":"kkkkkkkkkkkkkkkkkkkkkkkk",)"
                         R"("BINANCE_API_SECRET":"ssssssssssssssssssssssss",)"
                         R"("DATABASE_URL":"sqlite:////var/lib/bot.db","TRADING_MODE":"paper",)"
                         R"("INITIAL_BALANCE":"1000","ENVIRONMENT":"staging"})");
  EXPECT_EQ(stored.description, "Staging environment secrets for AI Trading Bot");
  EXPECT_EQ(made->version_id, "5b1c1f9a-6c0e-4d5a-9e1e-2f3a4b5c6d7e");
}

TEST(Init, RefusesASecretThatExistsAndNamesTheWaysOn) {
  FakeAws world;
  world.secrets["ai-trading-bot/production"] = {"{}", "v1", ""};
  auto manager = world.manager();
  const auto plan = plan_init(manager, kProduction, test::good_values(), "");
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().kind, ErrorKind::refused);
  EXPECT_TRUE(test::holds(plan.error().advice, "show --environment production"));
}

TEST(Init, OffersToRestoreADeletedSecret) {
  FakeAws world;
  world.secrets["ai-trading-bot/staging"] = {"{}", "v1", "", true};
  auto manager = world.manager();
  const auto plan = plan_init(manager, kStaging, test::good_values(), "");
  ASSERT_FALSE(plan);
  EXPECT_TRUE(test::holds(plan.error().advice, "init --restore --environment staging"));
}

TEST(Init, RestoresADeletedSecretAsItWas) {
  test::SimulatedAws world;
  world.make(R"({"A":"1"})");
  const auto before = world.current();
  test::DirectLine line{world};
  auto manager = world.manager(line);
  const Target target{settings::Environment::staging, "s"};
  EXPECT_EQ(plan_restore(manager, target).error().code, "secrets.not_deleted");
  ASSERT_TRUE(
      world.store().schedule_deletion("us-east-1", "s", core::Duration::days(7), world.now));
  const auto plan = plan_restore(manager, target);
  ASSERT_TRUE(plan) << plan.error().message;
  EXPECT_FALSE(manager.get_secret_value("s", {}));
  ASSERT_TRUE(restore(manager, *plan));
  const auto restored = manager.get_secret_value("s", {});
  ASSERT_TRUE(restored) << restored.error().message;
  EXPECT_EQ(restored->version_id, before.version_id);
}

TEST(Init, StoresMembersOfOtherToolsToo) {
  FakeAws world;
  auto manager = world.manager();
  auto values = test::good_values();
  values.set("myTool", core::SecretString{"its own"});
  const auto plan = plan_init(manager, kStaging, std::move(values), "");
  ASSERT_TRUE(plan) << plan.error().message;
  EXPECT_TRUE(test::any_holds(plan->warnings, "myTool belongs to another tool"));
  ASSERT_NE(plan->values.find("myTool"), nullptr);
}

TEST(Init, ChecksTheSettingsBeforeItAsksAws) {
  FakeAws world;
  auto manager = world.manager();
  auto values = test::good_values();
  values.set("MAX_POSITION_SIZE", core::SecretString{"10"});
  EXPECT_EQ(plan_init(manager, kStaging, std::move(values), "").error().kind, ErrorKind::settings);
  EXPECT_FALSE(
      plan_init(manager, {settings::Environment::staging, "bad name"}, test::good_values(), ""));
  EXPECT_EQ(world.calls, 0);
}

TEST(Init, GoesOnWithoutTheRightToDescribe) {
  FakeAws world;
  world.denied_operation = "DescribeSecret";
  auto manager = world.manager();
  const auto plan = plan_init(manager, kStaging, test::good_values(), "mine");
  ASSERT_TRUE(plan) << plan.error().message;
  EXPECT_TRUE(test::any_holds(plan->warnings, "DescribeSecret"));
  EXPECT_EQ(plan->description, "mine");
}

TEST(Init, GivesASecretWithoutAValueItsFirstVersion) {
  test::SimulatedAws world;
  world.make_without_version();
  test::DirectLine line{world};
  auto manager = world.manager(line);
  const auto plan =
      plan_init(manager, {settings::Environment::staging, "s"}, test::good_values(), "");
  ASSERT_TRUE(plan) << plan.error().message;
  const auto made = create(manager, *plan, std::string(32, 'n'));
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(world.current().version_id, std::string(32, 'n'));
  EXPECT_EQ(world.version_with("AWSPENDING"), "");
}

TEST(Init, RefusesTheOtherEnvironmentsTag) {
  FakeAws world;
  auto manager = world.manager();
  auto values = test::good_values();
  values.set("ENVIRONMENT", core::SecretString{"production"});
  EXPECT_EQ(plan_init(manager, kStaging, std::move(values), "").error().kind, ErrorKind::refused);
}

TEST(Init, RefusesTheOtherEnvironmentsKey) {
  test::SimulatedAws world;
  world.make(R"({"BINANCE_API_KEY":"kkkkkkkkkkkkkkkkkkkkkkkk"})", "ai-trading-bot/production");
  test::DirectLine line{world};
  auto manager = world.manager(line);
  EXPECT_EQ(plan_init(manager, kStaging, test::good_values(), "").error().code,
            "secrets.shared_key");
}

}  // namespace
}  // namespace atb::secrets
