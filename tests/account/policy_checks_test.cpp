#include "account/policy_checks.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "secrets/support/build.h"

namespace atb::account {
namespace {

PolicyRequest open_request() {
  PolicyRequest request;
  request.secret_arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:bot/staging-??????";
  return request;
}

TEST(PolicyChecks, AskForTheOtherEnvironmentToBeDenied) {
  const auto checks = policy_checks(open_request(), "bot/production").value();
  const auto other = std::find_if(checks.begin(), checks.end(), [](const PolicyCheck& check) {
    return secrets::test::holds(check.resource, "secret:bot/production-");
  });
  ASSERT_NE(other, checks.end());
  EXPECT_FALSE(other->allowed);
  EXPECT_TRUE(secrets::test::any_holds(other->actions, "GetSecretValue"));
}

TEST(PolicyChecks, AskAboutAnArnAndNotAboutAPattern) {
  const auto checks = policy_checks(open_request(), "bot/production").value();
  for (const auto& check : checks)
    EXPECT_FALSE(secrets::test::holds(check.resource, "?")) << check.resource;
}

TEST(PolicyChecks, AskForTheKeyOnlyWhereThereIsOne) {
  auto request = open_request();
  const auto count = [&] {
    const auto checks = policy_checks(request, "bot/production").value();
    return std::count_if(checks.begin(), checks.end(), [](const PolicyCheck& check) {
      return check.actions.front() == "kms:Decrypt";
    });
  };
  EXPECT_EQ(count(), 0);
  request.kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/1";
  EXPECT_EQ(count(), 3);
}

TEST(PolicyChecks, AskForForeignMetricsToBeDenied) {
  auto request = open_request();
  request.with_heartbeat = true;
  const auto checks = policy_checks(request, "bot/production").value();
  EXPECT_TRUE(checks[checks.size() - 2].allowed);
  EXPECT_FALSE(checks.back().allowed);
  EXPECT_EQ(checks.back().context.front().second, "Foreign");
}

TEST(PolicyChecks, AreJudgedByTheirAnswers) {
  const auto checks = policy_checks(open_request(), "bot/production").value();
  EXPECT_TRUE(judge({{checks[0], {}}, {checks[1], {}}}));
  const auto judged =
      judge({{checks[0], {}}, {checks[2], {"secretsmanager:GetSecretValue: allowed"}}});
  ASSERT_FALSE(judged);
  EXPECT_EQ(judged.error().kind, core::ErrorKind::refused);
  EXPECT_TRUE(secrets::test::holds(judged.error().advice, "not be able to touch bot/production"));
}

}  // namespace
}  // namespace atb::account
