#include "account/policy_simulation.h"

#include <gtest/gtest.h>

#include "account/policy.h"
#include "account/role.h"
#include "account/support/simulated_account.h"
#include "secrets/support/build.h"

namespace atb::account {
namespace {

PolicyPlan plan_for(test::SimulatedAccount& aws, Audience audience) {
  auto manager = aws.secrets();
  auto sts = aws.sts();
  PolicyOptions options;
  options.audience = audience;
  options.with_heartbeat = audience == Audience::reader;
  options.kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/1234";
  return plan_policy(manager, sts, {settings::Environment::staging, "ai-trading-bot/staging"},
                     options)
      .value();
}

TEST(SimulateText, FindsEveryPolicyOfOursRight) {
  test::SimulatedAccount aws;
  auto iam = aws.iam();
  for (const auto audience : {Audience::reader, Audience::writer, Audience::watcher}) {
    const auto plan = plan_for(aws, audience);
    const auto results = simulate_text(iam, plan.text, plan.checks);
    ASSERT_TRUE(results) << core::render(results.error());
    EXPECT_EQ(results->size(), plan.checks.size());
    const auto judged = judge(*results);
    EXPECT_TRUE(judged) << core::render(judged.error());
  }
}

TEST(SimulateText, FindsThePolicyOfTheGuideTooWide) {
  test::SimulatedAccount aws;
  auto iam = aws.iam();
  constexpr const char* kGuides = R"({"Version":"2012-10-17","Statement":[
      {"Effect":"Allow","Action":["secretsmanager:GetSecretValue","secretsmanager:DescribeSecret"],
       "Resource":["arn:aws:secretsmanager:us-east-1:123456789012:secret:ai-trading-bot/*"]}]})";
  const auto results = simulate_text(iam, kGuides, plan_for(aws, Audience::reader).checks).value();
  const auto judged = judge(results);
  ASSERT_FALSE(judged);
  EXPECT_TRUE(secrets::test::holds(judged.error().advice,
                                   "not be able to touch ai-trading-bot/production"));
}

TEST(SimulateRole, SeesAllPoliciesOfTheRoleAndAsksAgainWhileTheyAreNew) {
  test::SimulatedAccount aws;
  auto iam = aws.iam();
  const auto plan = plan_for(aws, Audience::reader);
  const auto role = apply_role(iam, plan, {.name = "bot", .apply = {}}).value();
  const auto surroundings = aws.surroundings();
  EXPECT_TRUE(judge(simulate_role(iam, role.role_arn, plan.checks, surroundings).value()));

  const auto start = surroundings.now();
  const auto wide = iam.create_policy("wide", R"({"Version":"2012-10-17","Statement":[
      {"Effect":"Allow","Action":"secretsmanager:*","Resource":"*"}]})",
                                      "");
  ASSERT_TRUE(iam.attach_role_policy("bot", wide->arn));
  EXPECT_FALSE(judge(simulate_role(iam, role.role_arn, plan.checks, surroundings).value()));
  EXPECT_EQ((surroundings.now() - start).us(), core::Duration::seconds(12).us());
}

}  // namespace
}  // namespace atb::account
