#include "aws_simulator/iam_store.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/service_calls.h"

namespace atb::aws_simulator {
namespace {

IamStore store_with_role() {
  IamStore store;
  store.account = "123456789012";
  store.random_text = testing::counted_text();
  Role role;
  role.principal = store.make_principal("role", "AROA", "Bot", "/apps/", testing::test_time());
  store.roles.emplace("bot", role);
  return store;
}

TEST(IamStore, FindsNamesWhateverTheirCase) {
  auto store = store_with_role();
  EXPECT_EQ((*store.role("bOT"))->principal.arn, "arn:aws:iam::123456789012:role/apps/Bot");
  EXPECT_EQ(store.role("other").error().code, "NoSuchEntity");
  EXPECT_EQ(store.role("other").error().status, 404);
  EXPECT_EQ(store.policy("arn:x").error().status, 404);
  EXPECT_EQ(store.profile("x").error().status, 404);
}

TEST(IamStore, IdsSayWhatTheyAreOf) {
  const auto store = store_with_role();
  const auto id = store.make_id("AIDA");
  EXPECT_TRUE(id.starts_with("AIDA"));
  EXPECT_EQ(id.size(), 21U);
  EXPECT_NE(id, store.make_id("AIDA"));
}

TEST(IamStore, GivesInlineAndDefaultManagedPolicies) {
  auto store = store_with_role();
  ManagedPolicy policy;
  policy.name = "p";
  policy.arn = "arn:p";
  policy.default_version = "v2";
  policy.versions = {{"v1", "old", {}}, {"v2", "new", {}}};
  store.policies.emplace(policy.arn, policy);
  auto& role = store.roles.at("bot").principal;
  role.attached = {"arn:p"};
  role.inline_policies = {{"i", "inline"}};
  using Named = std::pair<std::string, std::string>;
  EXPECT_EQ(identity_policies(store, role), (std::vector<Named>{{"i", "inline"}, {"p", "new"}}));
  EXPECT_EQ(store.attachment_count("arn:p"), 1);
  EXPECT_EQ(find_principal(store, role.arn), &role);
  EXPECT_EQ(find_principal(store, "arn:none"), nullptr);
}

}  // namespace
}  // namespace atb::aws_simulator
