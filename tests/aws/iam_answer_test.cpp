#include "aws/iam_answer.h"

#include <gtest/gtest.h>

#include "net/http.h"

namespace atb::aws {
namespace {

XmlAnswer parsed(std::string_view text) {
  return *XmlAnswer::parse(net::to_body(text));
}

TEST(IamAnswer, UndoesPercentEncoding) {
  EXPECT_EQ(percent_decoded("%7B%22a%22%3a+1%7D"), "{\"a\":+1}");
  EXPECT_EQ(percent_decoded("100%"), "100%");
  EXPECT_EQ(percent_decoded("%4"), "%4");
  EXPECT_EQ(percent_decoded("%zz%41"), "%zzA");
  EXPECT_EQ(percent_decoded(""), "");
}

TEST(IamAnswer, RefusesElementsWithoutTheirName) {
  const auto empty = parsed("<x/>");
  EXPECT_EQ(policy_in(empty.root(), "GetPolicy").error().code, "aws.answer_malformed");
  EXPECT_FALSE(policy_version_in(empty.root(), "GetPolicyVersion"));
  EXPECT_FALSE(role_in(empty.root(), "GetRole"));
  EXPECT_FALSE(instance_profile_in(empty.root(), "GetInstanceProfile"));
  EXPECT_FALSE(attached_policy_in(empty.root(), "ListAttachedRolePolicies"));
  EXPECT_FALSE(simulations_in(empty.root(), "SimulateCustomPolicy"));
  const auto half = parsed(
      "<x><Arn>a</Arn><InstanceProfileName>p</InstanceProfileName>"
      "<Roles><member/></Roles></x>");
  EXPECT_FALSE(instance_profile_in(half.root(), "GetInstanceProfile"));
}

TEST(IamAnswer, NeverTakesAnUnknownDecisionForAnAllow) {
  const auto strange =
      parsed("<x><EvalActionName>a:b</EvalActionName><EvalDecision>Allowed</EvalDecision></x>");
  EXPECT_FALSE(simulations_in(strange.root(), "SimulateCustomPolicy"));
}

TEST(IamAnswer, TellsResourcesApart) {
  const auto answer = parsed(
      "<x><EvalActionName>a:b</EvalActionName><EvalDecision>allowed</EvalDecision>"
      "<ResourceSpecificResults><member><EvalResourceName>r1</EvalResourceName>"
      "<EvalResourceDecision>allowed</EvalResourceDecision></member><member>"
      "<EvalResourceName>r2</EvalResourceName>"
      "<EvalResourceDecision>explicitDeny</EvalResourceDecision></member>"
      "</ResourceSpecificResults></x>");
  const auto results = simulations_in(answer.root(), "SimulateCustomPolicy");
  ASSERT_TRUE(results);
  ASSERT_EQ(results->size(), 2U);
  EXPECT_EQ(results->at(0).resource, "r1");
  EXPECT_EQ(results->at(0).decision, Decision::allowed);
  EXPECT_EQ(results->at(1).resource, "r2");
  EXPECT_EQ(results->at(1).decision, Decision::explicit_deny);
}

}  // namespace
}  // namespace atb::aws
