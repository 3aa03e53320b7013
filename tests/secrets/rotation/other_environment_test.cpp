#include "secrets/rotation/other_environment.h"

#include <gtest/gtest.h>

#include "secrets/support/build.h"
#include "secrets/support/simulated_aws.h"

namespace atb::secrets {
namespace {

using settings::Environment;
using test::Mishap;

const Target kStaging{Environment::staging, "ai-trading-bot/staging"};

class OtherEnvironment : public ::testing::Test {
 protected:
  core::Result<std::vector<std::string>> check(std::string_view theirs) {
    world.make(std::string{theirs}, "ai-trading-bot/production");
    return check_pair_is_own(manager, kStaging, test::good_values());
  }
  test::SimulatedAws world;
  test::DirectLine line{world};
  aws::SecretsManager manager = world.manager(line);
};

TEST(OtherSecret, IsNamedAfterTheOtherEnvironment) {
  EXPECT_EQ(other_secret_id(kStaging), "ai-trading-bot/production");
  EXPECT_EQ(other_secret_id({Environment::production, "desk/7/production"}), "desk/7/staging");
  EXPECT_EQ(other_secret_id({Environment::production, "mine"}), "ai-trading-bot/staging");
  EXPECT_EQ(other_secret_id({Environment::production,
                             "arn:aws:secretsmanager:eu-west-1:123456789012:secret:desk/"
                             "production-AbCdEf"}),
            "desk/staging");
}

TEST_F(OtherEnvironment, ASharedKeyOrSecretIsRefusedWithoutShowingIt) {
  const auto by_key = check(R"({"BINANCE_API_KEY":"kkkkkkkkkkkkkkkkkkkkkkkk"})");
  ASSERT_FALSE(by_key);
  EXPECT_EQ(by_key.error().kind, core::ErrorKind::refused);
  EXPECT_TRUE(test::holds(by_key.error().message, "BINANCE_API_KEY"));
  EXPECT_FALSE(test::holds(by_key.error().message, "kkkk"));
}

TEST_F(OtherEnvironment, AnotherPairIsFine) {
  const auto checked = check(R"({"BINANCE_API_KEY":"other","BINANCE_API_SECRET":"another"})");
  ASSERT_TRUE(checked);
  EXPECT_TRUE(checked->empty());
}

TEST_F(OtherEnvironment, NoOtherSecretIsFine) {
  const auto checked = check_pair_is_own(manager, kStaging, test::good_values());
  ASSERT_TRUE(checked);
  EXPECT_TRUE(checked->empty());
}

TEST_F(OtherEnvironment, APolicyThatHidesTheOtherSecretIsAWarning) {
  line.befalls = [](const std::string&) { return Mishap::denied; };
  const auto checked = check(R"({})");
  ASSERT_TRUE(checked);
  EXPECT_TRUE(test::any_holds(*checked, "ai-trading-bot/production"));
}

TEST_F(OtherEnvironment, WhatMayPassIsNoAnswer) {
  for (const auto mishap : {Mishap::throttled, Mishap::server_error, Mishap::lost_before}) {
    line.befalls = [&](const std::string&) { return mishap; };
    const auto checked = check_pair_is_own(manager, kStaging, test::good_values());
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().kind, core::ErrorKind::temporary);
    EXPECT_TRUE(test::holds(checked.error().message, "ai-trading-bot/production"));
  }
}

TEST_F(OtherEnvironment, SaysThatNothingWasComparedWhenTheNameOfTheOtherIsAGuess) {
  const Target mine{Environment::staging, "mine"};
  const auto checked = check_pair_is_own(manager, mine, test::good_values());
  ASSERT_TRUE(checked);
  EXPECT_TRUE(test::any_holds(*checked, "not compared"));
  world.make(R"({"BINANCE_API_KEY":"other"})", "ai-trading-bot/production");
  EXPECT_TRUE(check_pair_is_own(manager, mine, test::good_values())->empty());
}

TEST_F(OtherEnvironment, PlaceholdersAreNotCompared) {
  auto values = test::good_values();
  for (const char* name : {"BINANCE_API_KEY", "BINANCE_API_SECRET"})
    values.set(name, core::SecretString{"your-api-key-here"});
  world.make(R"({"BINANCE_API_KEY":"your-api-key-here"})", "ai-trading-bot/production");
  EXPECT_TRUE(check_pair_is_own(manager, kStaging, values));
}

}  // namespace
}  // namespace atb::secrets
