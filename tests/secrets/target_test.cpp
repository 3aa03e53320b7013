#include "secrets/target.h"

#include <gtest/gtest.h>

namespace atb::secrets {
namespace {

TEST(Target, IsTheGuidesNameOfTheEnvironment) {
  EXPECT_EQ(choose_target("", "")->secret_id, "ai-trading-bot/staging");
  EXPECT_EQ(choose_target("production", "")->secret_id, "ai-trading-bot/production");
  EXPECT_EQ(choose_target("production", "")->environment, settings::Environment::production);
  EXPECT_EQ(choose_target("staging", "other")->secret_id, "other");
}

TEST(Target, RefusesAnotherEnvironment) {
  const auto target = choose_target("prod", "");
  ASSERT_FALSE(target);
  EXPECT_EQ(target.error().kind, core::ErrorKind::usage);
}

TEST(Target, ChecksTheNameOfANewSecret) {
  EXPECT_TRUE(check_new_name("ai-trading-bot/staging"));
  EXPECT_TRUE(check_new_name("a_b+c=d.e@f-longer-end"));
  EXPECT_TRUE(check_new_name(std::string(512, 'a')));
  for (const auto& name : {std::string{}, std::string{"a b"}, std::string{"bot-AbCdE1"},
                           std::string{"a:b"}, std::string(513, 'a')})
    EXPECT_FALSE(check_new_name(name)) << name;
}

TEST(Target, RefusesASecretThatIsNamedAfterTheOtherEnvironment) {
  for (const auto* const id :
       {"ai-trading-bot/production",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:ai-trading-bot/production-AbCdEf"}) {
    const auto chosen = choose_target("staging", id);
    ASSERT_FALSE(chosen) << id;
    EXPECT_EQ(chosen.error().code, "secrets.other_environment");
    EXPECT_TRUE(choose_target("production", id)) << id;
  }
  EXPECT_TRUE(choose_target("staging", "team/bot"));
}

TEST(Target, TellsOneSecretByItsNameAndItsArn) {
  const std::string arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:a/b";
  EXPECT_TRUE(same_secret("a/b", "a/b"));
  EXPECT_TRUE(same_secret("a/b", arn + "-AbCdEf"));
  EXPECT_TRUE(same_secret(arn, arn + "-AbCdEf"));
  EXPECT_TRUE(same_secret(arn + "-AbCdEf", "a/b"));
  EXPECT_FALSE(same_secret("a/b", "a/b-AbCdEf"));
  EXPECT_FALSE(same_secret(arn, "arn:aws:secretsmanager:us-east-1:999999999999:secret:a/b"));
}

TEST(Target, ReadsTheEnvironmentFromTheEndOfAName) {
  EXPECT_EQ(environment_named_by("x/y/staging"), settings::Environment::staging);
  EXPECT_EQ(environment_named_by("arn:aws:secretsmanager:r:1:secret:x/production-AbCdEf"),
            settings::Environment::production);
  for (const auto* const none : {"staging", "x/staging2", "x/staging/y", ""})
    EXPECT_EQ(environment_named_by(none), std::nullopt) << none;
}

}  // namespace
}  // namespace atb::secrets
