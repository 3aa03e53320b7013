#include "aws_simulator/sts_service.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/service_calls.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

struct Account {
  IamStore iam;
  KeyRing keys{testing::counted_text()};
  StsService sts{iam, keys};
  testing::Asker ask{.service = sts, .protocol = Protocol::query};

  explicit Account(const std::string& principal, const std::string& condition = "") {
    iam.account = "123456789012";
    iam.random_text = testing::counted_text();
    Role role;
    role.principal = iam.make_principal("role", "AROA", "bot", "/", testing::test_time());
    role.trust_policy = R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":
        "sts:AssumeRole","Principal":)" +
                        principal + condition + "}]}";
    iam.roles.emplace("bot", role);
    ask.caller.arn = "arn:aws:iam::123456789012:user/u";
  }

  std::string assume(json more = json::object()) {
    more["RoleArn"] = "arn:aws:iam::123456789012:role/bot";
    if (!more.contains("RoleSessionName")) more["RoleSessionName"] = "tests";
    return ask.code("AssumeRole", std::move(more));
  }
};

constexpr const char* kRoot = R"({"AWS":"arn:aws:iam::123456789012:root"})";
constexpr const char* kUser = R"({"AWS":"arn:aws:iam::123456789012:user/u"})";

TEST(StsService, SaysWhoCallsWithoutAnyRight) {
  Account account{kRoot};
  EXPECT_TRUE(account.sts.required_rights(account.ask.call("GetCallerIdentity", {})).empty());
  EXPECT_NE(account.ask.xml("GetCallerIdentity", json::object()).find("user/u</Arn>"),
            std::string::npos);
}

TEST(StsService, OpensASessionThatEnds) {
  Account account{kUser};
  EXPECT_EQ(account.assume({{"DurationSeconds", "900"}}), "");
  const auto& key = account.keys.begin()->second;
  EXPECT_EQ(key.identity.arn, "arn:aws:sts::123456789012:assumed-role/bot/tests");
  EXPECT_EQ(key.identity.session_issuer_arn, "arn:aws:iam::123456789012:role/bot");
  EXPECT_EQ(*key.expires, account.ask.now + core::Duration::seconds(900));
}

TEST(StsService, ATrustedAccountStillNeedsTheCallersOwnRight) {
  Account account{kRoot};
  EXPECT_EQ(account.assume(), "");
  account.ask.may_everything = false;
  EXPECT_EQ(account.assume(), "AccessDenied");
}

TEST(StsService, RefusesWhomTheRoleDoesNotTrust) {
  Account account{R"({"Service":"ec2.amazonaws.com"})"};
  EXPECT_EQ(account.assume(), "AccessDenied");
  EXPECT_EQ(account.ask.code("AssumeRole", {{"RoleArn", "arn:aws:iam::1:role/none"},
                                            {"RoleSessionName", "tests"}}),
            "AccessDenied");
}

TEST(StsService, ChecksTheExternalId) {
  Account account{kUser, R"(,"Condition":{"StringEquals":{"sts:ExternalId":"x"}})"};
  EXPECT_EQ(account.assume(), "AccessDenied");
  EXPECT_EQ(account.assume({{"ExternalId", "y"}}), "AccessDenied");
  EXPECT_EQ(account.assume({{"ExternalId", "x"}}), "");
}

TEST(StsService, ChecksDurationsNamesAndSessionPolicies) {
  Account account{kUser};
  EXPECT_EQ(account.assume({{"DurationSeconds", "899"}}), "ValidationError");
  EXPECT_EQ(account.assume({{"DurationSeconds", "3601"}}), "ValidationError");
  EXPECT_EQ(account.assume({{"RoleSessionName", "x"}}), "ValidationError");
  EXPECT_EQ(account.assume({{"RoleSessionName", "a b"}}), "ValidationError");
  EXPECT_EQ(account.assume({{"Policy", "{}"}}), "MalformedPolicyDocument");
  account.iam.roles.at("bot").max_session_seconds = 43'200;
  account.ask.caller.session_issuer_arn = "arn:aws:iam::123456789012:role/other";
  EXPECT_EQ(account.assume({{"DurationSeconds", "3601"}}), "ValidationError");
}

TEST(StsService, ASessionCannotAskForAnother) {
  Account account{kUser};
  EXPECT_EQ(account.ask.code("GetSessionToken", json::object()), "");
  account.ask.caller = account.keys.begin()->second.identity;
  EXPECT_EQ(account.ask.code("GetSessionToken", json::object()), "AccessDenied");
}

TEST(StsService, OnlyWebIdentityIsNotSigned) {
  Account account{kUser};
  EXPECT_TRUE(account.sts.is_unsigned("AssumeRoleWithWebIdentity"));
  EXPECT_FALSE(account.sts.is_unsigned("AssumeRole"));
  EXPECT_FALSE(account.sts.knows("GetFederationToken"));
  EXPECT_EQ(account.ask.code("AssumeRoleWithWebIdentity", {{"WebIdentityToken", "x"}}),
            "InvalidIdentityToken");
}

}  // namespace
}  // namespace atb::aws_simulator
