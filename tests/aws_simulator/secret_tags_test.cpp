#include "aws_simulator/secret_tags.h"

#include <gtest/gtest.h>

namespace atb::aws_simulator {
namespace {

std::vector<Tag> many(int count) {
  std::vector<Tag> tags;
  for (int i = 0; i < count; ++i) tags.push_back({"k" + std::to_string(i), "v"});
  return tags;
}

TEST(SecretTags, RefuseKeysAndValuesOutOfBounds) {
  EXPECT_FALSE(check_tags({{std::string(128, 'k'), std::string(256, 'v')}}));
  EXPECT_TRUE(check_tags({{"", "v"}}));
  EXPECT_TRUE(check_tags({{std::string(129, 'k'), "v"}}));
  EXPECT_TRUE(check_tags({{"k", std::string(257, 'v')}}));
  EXPECT_TRUE(check_tags({{"aws:k", "v"}}));
  EXPECT_TRUE(check_tags({{"k", "1"}, {"k", "2"}}));
  EXPECT_TRUE(check_tags(many(51)));
}

TEST(SecretTags, AreAddedReplacedAndRemoved) {
  StoredSecret secret;
  ASSERT_TRUE(add_tags(secret, {{"a", "1"}, {"b", "2"}}));
  ASSERT_TRUE(add_tags(secret, {{"a", "3"}}));
  ASSERT_EQ(secret.tags.size(), 2U);
  EXPECT_EQ(secret.tags[0].value, "3");
  remove_tags(secret, {"a", "unknown"});
  ASSERT_EQ(secret.tags.size(), 1U);
  EXPECT_EQ(secret.tags[0].key, "b");
}

TEST(SecretTags, AreFiftyAtMost) {
  StoredSecret secret;
  ASSERT_TRUE(add_tags(secret, many(50)));
  EXPECT_EQ(add_tags(secret, {{"one more", "v"}}).error().code, "InvalidParameterException");
  EXPECT_TRUE(add_tags(secret, {{"k0", "new"}}));
  EXPECT_EQ(secret.tags.size(), 50U);
}

}  // namespace
}  // namespace atb::aws_simulator
