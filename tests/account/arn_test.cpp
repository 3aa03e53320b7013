#include "account/arn.h"

#include <gtest/gtest.h>

namespace atb::account {
namespace {

TEST(Arn, IsTakenApartAndPutTogetherAgain) {
  const std::string text = "arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:a:b/c-AbCdEf";
  const auto arn = parse_arn(text);
  ASSERT_TRUE(arn);
  EXPECT_EQ(arn->partition, "aws-cn");
  EXPECT_EQ(arn->region, "cn-north-1");
  EXPECT_EQ(arn->resource, "secret:a:b/c-AbCdEf");
  EXPECT_EQ(to_text(*arn), text);
}

TEST(Arn, IsRefusedWhenItIsNone) {
  for (const char* text : {"", "ai-trading-bot/staging", "arn:aws:iam", "arn:x:iam::1:role/a",
                           "arn:aws:iam::123456789012:", "arn:aws::::x"})
    EXPECT_FALSE(parse_arn(text)) << text;
}

TEST(Caller, OfAnInstanceIsItsRole) {
  const auto caller = parse_caller("arn:aws:sts::123456789012:assumed-role/bot-role/i-0123");
  ASSERT_TRUE(caller);
  EXPECT_EQ(caller->role, "bot-role");
  EXPECT_EQ(caller->account, "123456789012");
  EXPECT_EQ(caller->partition, "aws");
}

TEST(Caller, OfAUserHasNoRole) {
  EXPECT_EQ(parse_caller("arn:aws:iam::123456789012:user/team/ada")->role, "");
  EXPECT_EQ(parse_caller("arn:aws:iam::123456789012:root")->role, "");
  EXPECT_FALSE(parse_caller("arn:aws:s3:::bucket"));
}

TEST(SecretName, IsWhatStandsBeforeTheRandomEnd) {
  constexpr const char* kStart = "arn:aws:secretsmanager:us-east-1:123456789012:secret:";
  EXPECT_EQ(secret_name("ai-trading-bot/staging"), "ai-trading-bot/staging");
  EXPECT_EQ(secret_name(std::string{kStart} + "ai-trading-bot/staging-AbCdEf"),
            "ai-trading-bot/staging");
  EXPECT_EQ(secret_name(std::string{kStart} + "ai-trading-bot/staging"), "ai-trading-bot/staging");
}

}  // namespace
}  // namespace atb::account
