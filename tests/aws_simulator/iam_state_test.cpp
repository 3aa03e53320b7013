#include "aws_simulator/iam_state.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/service_calls.h"

namespace atb::aws_simulator {
namespace {

TEST(IamState, TakesBackWhatItGave) {
  IamStore store;
  store.account = "123456789012";
  store.random_text = testing::counted_text();
  Role role;
  role.principal = store.make_principal("role", "AROA", "bot", "/", testing::test_time());
  role.principal.attached = {"arn:p"};
  role.trust_policy = "{}";
  store.roles.emplace("bot", role);
  ManagedPolicy policy;
  policy.arn = "arn:p";
  policy.versions = {{"v1", "text", testing::test_time()}};
  store.policies.emplace(policy.arn, policy);
  store.profiles.emplace("p", InstanceProfile{"p", "/", "AIPA1", "arn:i", "bot", {}});

  IamStore again;
  load_iam(save_iam(store), again);
  EXPECT_EQ(save_iam(again), save_iam(store));
  EXPECT_EQ(again.roles.at("bot").principal.created, testing::test_time());
  EXPECT_EQ(again.policies.at("arn:p").versions.at(0).document, "text");
}

TEST(IamState, ThrowsForSomethingElse) {
  IamStore store;
  EXPECT_THROW(load_iam({{"users", 7}}, store), nlohmann::json::exception);
}

}  // namespace
}  // namespace atb::aws_simulator
