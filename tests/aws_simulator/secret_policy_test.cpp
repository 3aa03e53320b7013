#include "aws_simulator/secret_policy.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace atb::aws_simulator {
namespace {

std::string policy(std::string_view principal, std::string_view more = "") {
  return fmt::format(R"({{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{},)"
                     R"("Action":"secretsmanager:GetSecretValue","Resource":"*"{}}}]}})",
                     principal, more);
}

TEST(SecretPolicy, AcceptsWhatTheGrammarAllows) {
  for (const auto& text :
       {policy(R"({"AWS":"arn:aws:iam::1:role/bot"})"), policy(R"("*")"),
        policy(R"({"AWS":["1","2"]})", R"(,"Condition":{"StringEquals":{"a":"b"}})"),
        std::string{R"({"Statement":{"Effect":"Deny","NotPrincipal":{"AWS":"1"},)"
                    R"("NotAction":["a"],"NotResource":"*"}})"}})
    EXPECT_FALSE(check_policy(text)) << text;
}

TEST(SecretPolicy, RefusesWhatItDoesNot) {
  for (
      const auto* text :
      {"x", "[]", "{}", R"({"Statement":[]})", R"({"Statement":[1]})",
       R"({"Version":"2020-01-01","Statement":{"Effect":"Deny"}})",
       R"({"Statement":{"Effect":"Maybe","Principal":"*","Action":"a","Resource":"*"}})",
       R"({"Statement":{"Effect":"Deny","Action":"a","Resource":"*"}})",
       R"({"Statement":{"Effect":"Deny","Principal":"x","Action":"a","Resource":"*"}})",
       R"({"Statement":{"Effect":"Deny","Principal":"*","Action":[],"Resource":"*"}})",
       R"({"Statement":{"Effect":"Deny","Principal":"*","Action":"a"}})",
       R"({"Statement":{"Effect":"Deny","Principal":"*","Action":"a","NotAction":"b","Resource":"*"}})"})
    EXPECT_EQ(check_policy(text)->code, "MalformedPolicyDocumentException") << text;
  EXPECT_EQ(check_policy("")->code, "InvalidParameterException");
  EXPECT_EQ(check_policy(std::string(20'481, ' '))->code, "InvalidParameterException");
}

TEST(SecretPolicy, SeesWhenEverybodyIsLetIn) {
  EXPECT_TRUE(is_public_policy(policy(R"("*")")));
  EXPECT_TRUE(is_public_policy(policy(R"({"AWS":["1","*"]})")));
  EXPECT_FALSE(is_public_policy(policy(R"({"AWS":"1"})")));
  EXPECT_FALSE(is_public_policy(policy(R"("*")", R"(,"Condition":{"StringEquals":{"a":"b"}})")));
  EXPECT_FALSE(is_public_policy(
      R"({"Statement":{"Effect":"Deny","Principal":"*","Action":"a","Resource":"*"}})"));
}

}  // namespace
}  // namespace atb::aws_simulator
