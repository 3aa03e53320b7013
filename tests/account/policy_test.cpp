#include "account/policy.h"

#include <gtest/gtest.h>

#include "account/policy_simulation.h"
#include "account/support/simulated_account.h"
#include "secrets/support/build.h"

namespace atb::account {
namespace {

using settings::Environment;

constexpr const char* kNothing = R"({"Version":"2012-10-17","Statement":[
    {"Effect":"Deny","Action":"*","Resource":"*"}]})";

class PolicyTest : public testing::Test {
 protected:
  PolicyPlan plan(const PolicyOptions& options = {}) {
    auto manager = aws_.secrets();
    auto sts = aws_.sts();
    return plan_policy(manager, sts, target_, options).value();
  }
  core::Result<PolicyReport> apply(const PolicyPlan& planned, const ApplyOptions& options = {}) {
    auto iam = aws_.iam();
    return apply_policy(iam, planned, options);
  }
  /// The plan with another text, as a new release of this program may write it.
  static PolicyPlan with_sid(PolicyPlan planned, const std::string& resource) {
    planned.text = R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",
        "Action":"secretsmanager:GetSecretValue",
        "Resource":"arn:aws:secretsmanager:us-east-1:123456789012:secret:)" +
                   resource + R"("}]})";
    return planned;
  }

  test::SimulatedAccount aws_;
  secrets::Target target_{Environment::staging, "ai-trading-bot/staging"};
};

TEST_F(PolicyTest, NamesTheExactSecretOnceItIsThere) {
  const auto before = plan();
  EXPECT_FALSE(before.secret_exists);
  EXPECT_EQ(before.secret_arn,
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:ai-trading-bot/staging-??????");
  EXPECT_TRUE(secrets::test::any_holds(before.warnings, "is not there yet"));
  EXPECT_EQ(
      before.checks[2].resource,
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:ai-trading-bot/production-ZyXwVu");
  const auto arn = aws_.make_secret("ai-trading-bot/staging");
  const auto after = plan();
  EXPECT_TRUE(after.secret_exists);
  EXPECT_EQ(after.secret_arn, arn);
  EXPECT_TRUE(secrets::test::holds(after.text, "\"" + arn + "\""));
  EXPECT_TRUE(after.warnings.empty());
}

TEST_F(PolicyTest, NamesTheKeyThatTheSecretUses) {
  aws_.kms().set(aws_simulator::KmsKey{"1234abcd-12ab-34cd-56ef-1234567890ab", "alias/bot",
                                       aws_simulator::KmsKeyState::enabled});
  (void)aws_.make_secret("ai-trading-bot/staging", "1234abcd-12ab-34cd-56ef-1234567890ab");
  EXPECT_TRUE(secrets::test::holds(
      plan().text, "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"));
}

TEST_F(PolicyTest, WritesAPatternWhereTheSecretMayNotBeDescribed) {
  (void)aws_.make_secret("ai-trading-bot/staging");
  aws_.act_as_user_with(kNothing);
  const auto planned = plan();
  EXPECT_FALSE(planned.secret_exists);
  EXPECT_TRUE(secrets::test::any_holds(planned.warnings, "may not be described by you"));
}

TEST_F(PolicyTest, IsMadeOnceAndThenLeftAlone) {
  const auto planned = plan();
  EXPECT_EQ(apply(planned, {.dry_run = true})->outcome, PolicyOutcome::would_make);
  EXPECT_EQ(apply(planned)->outcome, PolicyOutcome::made);
  EXPECT_EQ(apply(planned)->outcome, PolicyOutcome::unchanged);
}

TEST_F(PolicyTest, GetsANewVersionWhenItSaysSomethingElse) {
  ASSERT_TRUE(apply(plan()));
  (void)aws_.make_secret("ai-trading-bot/staging");
  const auto exact = plan();
  EXPECT_EQ(apply(exact, {.dry_run = true})->outcome, PolicyOutcome::would_update);
  const auto report = apply(exact).value();
  EXPECT_EQ(report.outcome, PolicyOutcome::updated);
  EXPECT_EQ(report.version_id, "v2");
  const auto in_force = aws_.iam().get_policy_version(exact.arn, "v2").value();
  EXPECT_TRUE(in_force.is_default);
  EXPECT_TRUE(same_policy(in_force.document, exact.text));
}

TEST_F(PolicyTest, DeletesTheOldestVersionOnlyWhenToldTo) {
  const auto planned = plan();
  for (const char* resource : {"a", "b", "c", "d", "e"})
    ASSERT_TRUE(apply(with_sid(planned, resource)));
  const auto refused = apply(planned);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "policy.version_limit");
  EXPECT_TRUE(secrets::test::holds(refused.error().advice, "(v1)"));
  EXPECT_EQ(apply(planned, {.prune = true, .dry_run = true})->pruned, "v1");
  EXPECT_EQ(aws_.iam().list_policy_versions(planned.arn)->size(), 5U);
  const auto report = apply(planned, {.prune = true}).value();
  EXPECT_EQ(report.pruned, "v1");
  EXPECT_EQ(report.version_id, "v6");
}

TEST_F(PolicyTest, RefusesNamesThatIamWouldRefuse) {
  auto manager = aws_.secrets();
  auto sts = aws_.sts();
  PolicyOptions options;
  options.name = "a/b";
  EXPECT_EQ(plan_policy(manager, sts, target_, options).error().code, "policy.bad_name");
}

TEST_F(PolicyTest, IsDeniedToWhoMayNotMakeOne) {
  const auto planned = plan();
  aws_.act_as_user_with(kNothing);
  EXPECT_EQ(apply(planned).error().kind, core::ErrorKind::not_authorised);
}

TEST_F(PolicyTest, IsNamedAfterEnvironmentAndAudience) {
  EXPECT_EQ(default_policy_name(Environment::production, Audience::reader),
            "ai-trading-bot-production-secrets");
  EXPECT_EQ(default_policy_name(Environment::staging, Audience::writer),
            "ai-trading-bot-staging-secrets-writer");
}

}  // namespace
}  // namespace atb::account
