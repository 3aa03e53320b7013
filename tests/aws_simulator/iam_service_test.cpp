#include "aws_simulator/iam_service.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/service_calls.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;
using Verdict = Authoriser::Verdict;

std::string policy(const std::string& effect, const std::string& action,
                   const std::string& principal = "") {
  return R"({"Version":"2012-10-17","Statement":[{"Effect":")" + effect + R"(","Action":")" +
         action + R"(","Resource":"*")" + principal + "}]}";
}

struct Account {
  KeyRing keys{testing::counted_text()};
  IamService iam{"123456789012", keys, testing::counted_text()};
  testing::Asker ask{.service = iam, .protocol = Protocol::query};
  Identity user;
  Identity session;

  Account() {
    EXPECT_EQ(ask.code("CreateUser", {{"UserName", "u"}}), "");
    EXPECT_EQ(ask.code("CreateRole", {{"RoleName", "r"},
                                      {"AssumeRolePolicyDocument",
                                       R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                             "Principal":{"Service":"ec2.amazonaws.com"},
                             "Action":"sts:AssumeRole"}]})"}}),
              "");
    user.arn = "arn:aws:iam::123456789012:user/u";
    user.account = "123456789012";
    session = user;
    session.arn = "arn:aws:sts::123456789012:assumed-role/r/i-1";
    session.session_issuer_arn = "arn:aws:iam::123456789012:role/r";
  }

  Verdict decide(const Identity& who, const std::string& resource_policy = "") {
    Right right;
    right.action = "secretsmanager:GetSecretValue";
    right.resource = "arn:aws:secretsmanager:us-east-1:123456789012:secret:s-AbCdEf";
    right.resource_policy = resource_policy;
    return iam.decide(who, right, testing::test_time());
  }
};

TEST(IamService, DecidesByThePoliciesOfTheUser) {
  Account account;
  EXPECT_EQ(account.decide(account.user), Verdict::implicit_deny);
  json put{{"UserName", "u"}, {"PolicyName", "i"}};
  put["PolicyDocument"] = policy("Allow", "secretsmanager:*");
  EXPECT_EQ(account.ask.code("PutUserPolicy", put), "");
  EXPECT_EQ(account.decide(account.user), Verdict::allowed);
  EXPECT_EQ(account.decide(account.user, policy("Deny", "*", R"(,"Principal":"*")")),
            Verdict::explicit_deny);
}

TEST(IamService, ASessionHasItsRolesRightsWithinItsOwnPolicy) {
  Account account;
  EXPECT_EQ(account.ask.code(
                "PutRolePolicy",
                {{"RoleName", "r"}, {"PolicyName", "i"}, {"PolicyDocument", policy("Allow", "*")}}),
            "");
  EXPECT_EQ(account.decide(account.session), Verdict::allowed);
  account.session.session_policy = policy("Allow", "s3:*");
  EXPECT_EQ(account.decide(account.session), Verdict::implicit_deny);
  account.session.session_policy = policy("Deny", "*");
  EXPECT_EQ(account.decide(account.session), Verdict::explicit_deny);
}

TEST(IamService, AResourcesPolicyAllowsWhomItNamesNotTheWholeAccount) {
  Account account;
  EXPECT_EQ(account.decide(account.session, policy("Allow", "*", R"(,"Principal":{"AWS":
                                  "arn:aws:iam::123456789012:role/r"})")),
            Verdict::allowed);
  EXPECT_EQ(account.decide(account.session,
                           policy("Allow", "*", R"(,"Principal":{"AWS":"123456789012"})")),
            Verdict::implicit_deny);
}

TEST(IamService, AsksForTheRightOnThatRoleWithItsPath) {
  Account account;
  account.iam.store().roles.at("r").principal.path = "/apps/";
  const auto rights = account.iam.required_rights(account.ask.call("GetRole", {{"RoleName", "r"}}));
  EXPECT_EQ(rights.at(0).action, "iam:GetRole");
  EXPECT_EQ(rights.at(0).resource, "arn:aws:iam::123456789012:role/apps/r");
}

TEST(IamService, PolicyDocumentsGoOutPercentEncoded) {
  Account account;
  const auto xml = account.ask.xml("GetRole", {{"RoleName", "r"}});
  EXPECT_NE(xml.find("<AssumeRolePolicyDocument>%7B%22Version%22"), std::string::npos);
  EXPECT_NE(xml.find("<MaxSessionDuration>3600</MaxSessionDuration>"), std::string::npos);
}

TEST(IamService, AnAccessKeySignsAsItsUser) {
  Account account;
  EXPECT_EQ(account.ask.code("CreateAccessKey", {{"UserName", "u"}}), "");
  ASSERT_NE(account.keys.begin(), account.keys.end());
  EXPECT_EQ(account.keys.begin()->second.identity.arn, account.user.arn);
}

TEST(IamService, TracesNamesButNoDocuments) {
  Account account;
  const auto trace = account.iam.trace(account.ask.call(
      "CreatePolicy", {{"PolicyName", "p"}, {"PolicyDocument", policy("Allow", "*")}}));
  EXPECT_FALSE(trace.read_only);
  EXPECT_EQ(trace.request_parameters, (json{{"policyName", "p"}}));
  EXPECT_TRUE(account.iam.trace(account.ask.call("ListRoles", json::object())).read_only);
}

TEST(IamService, KeepsItsBooks) {
  Account account;
  KeyRing keys{testing::counted_text()};
  IamService again{"123456789012", keys, testing::counted_text()};
  again.load(account.iam.save());
  EXPECT_EQ(again.summary(), account.iam.summary());
  EXPECT_EQ(again.summary().at("roles"), json::array({"r"}));
}

}  // namespace
}  // namespace atb::aws_simulator
