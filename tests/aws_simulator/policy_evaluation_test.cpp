#include "aws_simulator/policy_evaluation.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::aws_simulator {
namespace {

constexpr const char* kSecret =
    "arn:aws:secretsmanager:us-east-1:123456789012:secret:ai-trading-bot/staging-AbCdEf";

PolicyDocument policy(const std::string& statements, PolicyKind kind = PolicyKind::identity) {
  return *parse_policy(R"({"Version":"2012-10-17","Statement":[)" + statements + "]}", kind);
}

AccessRequest request() {
  AccessRequest request;
  request.action = "secretsmanager:GetSecretValue";
  request.resource = kSecret;
  request.principal = {"AWS", "arn:aws:sts::123456789012:assumed-role/bot/i-1",
                       "arn:aws:iam::123456789012:role/bot", "123456789012"};
  return request;
}

constexpr const char* kAllow =
    R"({"Effect":"Allow","Action":"SecretsManager:get*","Resource":"*"})";
constexpr const char* kDeny =
    R"({"Effect":"Deny","Action":"*","Resource":"arn:aws:secretsmanager:*:*:secret:*"})";

TEST(PolicyEvaluation, DeniesUnlessSomethingAllows) {
  EXPECT_EQ(evaluate({}, request()).decision, Decision::implicit_deny);
  EXPECT_EQ(evaluate({policy(kAllow)}, request()).decision, Decision::allowed);
}

RC_GTEST_PROP(PolicyEvaluation, AnExplicitDenyWinsWhereverItStands, ()) {
  const auto before = *rc::gen::inRange(0, 4);
  const auto after = *rc::gen::inRange(0, 4);
  std::vector<PolicyDocument> policies;
  for (int i = 0; i < before; ++i) policies.push_back(policy(kAllow));
  policies.push_back(policy(kDeny));
  for (int i = 0; i < after; ++i) policies.push_back(policy(kAllow));
  const auto evaluation = evaluate(policies, request());
  RC_ASSERT(evaluation.decision == Decision::explicit_deny);
  RC_ASSERT(evaluation.matched.size() == 1U);
  RC_ASSERT(evaluation.matched.front().policy == static_cast<std::size_t>(before));
}

TEST(PolicyEvaluation, TheSuffixPatternKeepsOtherSecretsOut) {
  const auto suffix = policy(
      R"({"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:ai-trading-bot/staging-??????"})");
  auto wanted = request();
  EXPECT_EQ(evaluate({suffix}, wanted).decision, Decision::allowed);
  wanted.resource.insert(wanted.resource.rfind('-'), "-old");
  EXPECT_EQ(evaluate({suffix}, wanted).decision, Decision::implicit_deny);
}

TEST(PolicyEvaluation, NamesTheConditionKeysThatWereMissing) {
  const auto conditioned = policy(
      R"({"Effect":"Allow","Action":"*","Resource":"*",
          "Condition":{"StringEquals":{"secretsmanager:VersionStage":"AWSCURRENT"}}})");
  const auto evaluation = evaluate({conditioned}, request());
  EXPECT_EQ(evaluation.decision, Decision::implicit_deny);
  EXPECT_EQ(evaluation.missing_keys, std::set<std::string>{"secretsmanager:VersionStage"});
}

TEST(PolicyEvaluation, NegatedElementsCoverTheRest) {
  const auto others =
      policy(R"({"Effect":"Allow","NotAction":"iam:*","NotResource":"arn:aws:s3:::*"})");
  EXPECT_EQ(evaluate({others}, request()).decision, Decision::allowed);
  auto wanted = request();
  wanted.action = "IAM:GetRole";
  EXPECT_EQ(evaluate({others}, wanted).decision, Decision::implicit_deny);
}

TEST(PolicyEvaluation, APrincipalIsTheCallerItsRoleOrTheAccount) {
  const auto trusting = [](const std::string& principal) {
    return evaluate({policy(R"({"Effect":"Allow","Action":"secretsmanager:*","Resource":"*",)" +
                                principal + "}",
                            PolicyKind::resource)},
                    request());
  };
  EXPECT_EQ(trusting(R"("Principal":{"AWS":"arn:aws:iam::123456789012:role/bot"})").decision,
            Decision::allowed);
  EXPECT_EQ(trusting(R"("Principal":{"AWS":"arn:aws:iam::123456789012:role/x"})").decision,
            Decision::implicit_deny);
  const auto delegated = trusting(R"("Principal":{"AWS":"123456789012"})");
  EXPECT_EQ(delegated.decision, Decision::implicit_deny);
  EXPECT_TRUE(delegated.is_delegated);
  EXPECT_EQ(trusting(R"("NotPrincipal":{"AWS":"arn:aws:iam::123456789012:role/x"})").decision,
            Decision::allowed);
}

}  // namespace
}  // namespace atb::aws_simulator
