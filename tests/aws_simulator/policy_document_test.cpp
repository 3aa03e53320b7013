#include "aws_simulator/policy_document.h"

#include <gtest/gtest.h>

namespace atb::aws_simulator {
namespace {

constexpr std::string_view kStart = R"({"Version":"2012-10-17","Statement":)";

std::string reason(std::string_view statement, PolicyKind kind = PolicyKind::identity) {
  const auto policy = parse_policy(std::string{kStart} + std::string{statement} + "}", kind);
  if (policy) return "";
  EXPECT_EQ(policy.error().code, "MalformedPolicyDocument");
  return policy.error().message;
}

TEST(PolicyDocument, ReadsOneStatementAndTextsAsLists) {
  const auto policy = parse_policy(
      R"({"Version":"2012-10-17","Statement":{"Sid":"A1","Effect":"Deny","NotAction":"s3:Get*",
          "NotResource":["arn:aws:s3:::b","*"],
          "Condition":{"ForAnyValue:StringLikeIfExists":{"aws:TagKeys":["a","b"]},
                       "Bool":{"aws:SecureTransport":true}}}})",
      PolicyKind::identity);
  ASSERT_TRUE(policy) << policy.error().message;
  const auto& statement = policy->statements.at(0);
  EXPECT_FALSE(statement.is_allow);
  EXPECT_TRUE(statement.actions_negated);
  EXPECT_TRUE(statement.resources_negated);
  EXPECT_EQ(statement.resources.size(), 2U);
  const auto& boolean = statement.conditions.at(0);
  EXPECT_EQ(boolean.values, std::vector<std::string>{"true"});
  const auto& tags = statement.conditions.at(1);
  EXPECT_EQ(tags.test, "StringLike");
  EXPECT_TRUE(tags.if_exists);
  EXPECT_EQ(tags.quantifier, Quantifier::any_value);
}

TEST(PolicyDocument, ReadsPrincipalsOfEveryForm) {
  const auto policy = parse_policy(
      R"({"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"},
          {"Effect":"Allow","Principal":{"AWS":["1","2"],"Service":"ec2.amazonaws.com"},
           "Action":"sts:AssumeRole"}]})",
      PolicyKind::trust);
  ASSERT_TRUE(policy) << policy.error().message;
  using Entry = std::pair<std::string, std::string>;
  EXPECT_EQ(policy->statements[0].principals->entries.at(0), (Entry{"AWS", "*"}));
  EXPECT_EQ(policy->statements[1].principals->entries.at(2),
            (Entry{"Service", "ec2.amazonaws.com"}));
}

TEST(PolicyDocument, SaysWhatIsWrong) {
  EXPECT_EQ(reason(R"([{"Effect":"Allow","Action":"s3:*","Resource":"*"}])"), "");
  EXPECT_NE(reason(R"([])"), "");
  EXPECT_NE(reason(R"({"Action":"s3:*","Resource":"*"})").find("Effect"), std::string::npos);
  EXPECT_NE(reason(R"({"Effect":"Allow","Action":"s3","Resource":"*"})").find("vendor"),
            std::string::npos);
  EXPECT_NE(reason(R"({"Effect":"Allow","Action":"s3:*"})").find("Resource"), std::string::npos);
  EXPECT_NE(reason(R"({"Effect":"Allow","Action":"s3:*","Resource":"b"})").find("ARN"),
            std::string::npos);
  EXPECT_NE(reason(R"({"Effect":"Allow","Action":"s3:*","Resource":"*","Wat":1})").find("Wat"),
            std::string::npos);
  EXPECT_NE(reason(R"({"Effect":"Allow","Action":"s3:*","Resource":"*",
                       "Condition":{"StringAlmost":{"a":"b"}}})")
                .find("StringAlmost"),
            std::string::npos);
}

TEST(PolicyDocument, WantsPrincipalsJustWhereTheyBelong) {
  constexpr std::string_view kWith =
      R"({"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"})";
  EXPECT_NE(reason(kWith, PolicyKind::identity), "");
  EXPECT_NE(reason(kWith, PolicyKind::trust), "");
  EXPECT_EQ(reason(kWith, PolicyKind::resource), "");
  EXPECT_NE(reason(R"({"Effect":"Allow","Action":"s3:*","Resource":"*"})", PolicyKind::resource),
            "");
}

TEST(PolicyDocument, RefusesWhatIsNoPolicyAtAll) {
  for (const auto* const text :
       {"", "[]", "{", R"({"Version":"2012-10-17"})", R"({"Version":"2020-01-01","Statement":[]})",
        R"({"Version":7,"Statement":[]})"})
    EXPECT_FALSE(parse_policy(text, PolicyKind::identity)) << text;
}

TEST(PolicyDocument, RefusesASidTwice) {
  EXPECT_NE(reason(R"([{"Sid":"A","Effect":"Allow","Action":"s3:*","Resource":"*"},
                       {"Sid":"A","Effect":"Deny","Action":"s3:*","Resource":"*"}])"),
            "");
}

}  // namespace
}  // namespace atb::aws_simulator
