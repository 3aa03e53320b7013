#include "account/policy_text.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::account {
namespace {

using nlohmann::json;

constexpr const char* kSecret =
    "arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:ai-trading-bot/"
    "staging-AbCdEf";
constexpr const char* kKey = "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/1234";

PolicyRequest request_for(Audience audience) {
  PolicyRequest request;
  request.audience = audience;
  request.environment = "staging";
  request.secret_arn = kSecret;
  return request;
}

json statements_of(const PolicyRequest& request) {
  return json::parse(policy_text(request).value())["Statement"];
}

TEST(PolicyText, LetsAReaderReadOneSecretAndNothingElse) {
  EXPECT_EQ(statements_of(request_for(Audience::reader)),
            json::parse(R"([{"Sid":"ReadSecret","Effect":"Allow",
                             "Action":["secretsmanager:GetSecretValue",
                                       "secretsmanager:DescribeSecret"],
                             "Resource":")" +
                        std::string{kSecret} + R"("}])"));
}

TEST(PolicyText, NamesTheKeyOnlyForThisSecretAndItsRegion) {
  auto request = request_for(Audience::reader);
  request.kms_key_arn = kKey;
  const auto key = statements_of(request)[1];
  EXPECT_EQ(key["Action"], json::array({"kms:Decrypt"}));
  EXPECT_EQ(key["Resource"], kKey);
  EXPECT_EQ(key["Condition"],
            (json{{"StringEquals",
                   {{"kms:ViaService", "secretsmanager.us-gov-west-1.amazonaws.com"},
                    {"kms:EncryptionContext:SecretARN", kSecret}}}}));
}

TEST(PolicyText, MatchesTheKeysContextByPatternWhileTheSecretIsNotThere) {
  auto request = request_for(Audience::writer);
  request.secret_arn = "arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:bot-??????";
  request.kms_key_arn = "arn:aws-cn:kms:cn-north-1:123456789012:key/1";
  const auto key = statements_of(request)[1];
  EXPECT_EQ(key["Condition"]["StringLike"]["kms:EncryptionContext:SecretARN"], request.secret_arn);
  EXPECT_EQ(key["Condition"]["StringEquals"],
            (json{{"kms:ViaService", "secretsmanager.cn-north-1.amazonaws.com.cn"}}));
  EXPECT_EQ(key["Action"], json::array({"kms:Decrypt", "kms:GenerateDataKey"}));
}

TEST(PolicyText, LetsAWriterMoveVersionsButNotDelete) {
  const auto actions = statements_of(request_for(Audience::writer))[0]["Action"].dump();
  for (const char* action : {"PutSecretValue", "UpdateSecretVersionStage", "ListSecretVersionIds"})
    EXPECT_NE(actions.find(action), std::string::npos) << action;
  EXPECT_EQ(actions.find("Delete"), std::string::npos);
}

TEST(PolicyText, LetsAnOperatorReadNoValueAndChangeNoRights) {
  auto request = request_for(Audience::watcher);
  request.kms_key_arn = kKey;
  const auto text = policy_text(request).value();
  for (const char* action : {"GetSecretValue", "kms:", "iam:Create", "iam:Attach", "iam:Put"})
    EXPECT_EQ(text.find(action), std::string::npos) << action;
  EXPECT_NE(text.find("cloudtrail:LookupEvents"), std::string::npos);
}

TEST(PolicyText, LimitsTheHeartbeatToItsNamespace) {
  auto request = request_for(Audience::reader);
  request.with_heartbeat = true;
  EXPECT_EQ(statements_of(request)[1]["Condition"]["StringEquals"]["cloudwatch:namespace"],
            "AiTradingBot");
}

TEST(PolicyText, RefusesWhatIamWouldNotTake) {
  auto request = request_for(Audience::reader);
  request.secret_arn += std::string(kPolicyCharactersMax, 'x');
  EXPECT_EQ(policy_text(request).error().code, "policy.too_large");
  request.secret_arn = "ai-trading-bot/staging";
  EXPECT_EQ(policy_text(request).error().code, "secrets.not_an_arn");
}

TEST(SamePolicy, LooksAtWhatIsAllowedAndNotAtTheText) {
  const char* const a = R"({"Version":"1","Statement":[
      {"Sid":"A","Effect":"Allow","Action":["x:1","x:2"],"Resource":"r"},
      {"Effect":"Allow","Action":"y:1","Resource":"*","Condition":{"StringEquals":{"k":["v"]}}}]})";
  const char* const b = R"({"Version":"1","Statement":[
      {"Effect":"Allow","Action":["y:1"],"Resource":["*"],"Condition":{"StringEquals":{"k":"v"}}},
      {"Effect":"Allow","Action":["x:2","x:1"],"Resource":["r"]}]})";
  EXPECT_TRUE(same_policy(a, b));
  std::string wider{b};
  wider.replace(wider.find("[\"r\"]"), 5, "[\"*\"]");
  EXPECT_FALSE(same_policy(a, wider));
  EXPECT_FALSE(same_policy(a, "no json"));
  EXPECT_FALSE(same_policy("no json", "no json"));
}

TEST(PolicyKey, IsAnArnOrNothing) {
  EXPECT_EQ(policy_key_arn("", kSecret).value(), "");
  EXPECT_EQ(policy_key_arn("alias/aws/secretsmanager", kSecret).value(), "");
  EXPECT_EQ(policy_key_arn(kKey, kSecret).value(), kKey);
  EXPECT_EQ(policy_key_arn("1234", kSecret).value(), kKey);
  EXPECT_EQ(policy_key_arn("alias/bot", kSecret).error().code, "policy.kms_alias");
}

TEST(Audience, IsReadByName) {
  EXPECT_EQ(parse_audience("operator").value(), Audience::watcher);
  EXPECT_EQ(parse_audience("writer").value(), Audience::writer);
  EXPECT_EQ(parse_audience("everybody").error().kind, core::ErrorKind::usage);
}

}  // namespace
}  // namespace atb::account
