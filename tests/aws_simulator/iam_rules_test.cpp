#include "aws_simulator/iam_rules.h"

#include <gtest/gtest.h>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr const char* kPolicy =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]})";

template <class Check>
auto check(const json& input, Check run) {
  return run(Fields{input, "ValidationError"});
}

TEST(IamRules, NamesHaveFewCharactersAndALength) {
  const auto named = [](const std::string& name) {
    return check({{"N", name}}, [](const Fields& input) { return name_in(input, "N", 8); });
  };
  EXPECT_TRUE(named("a_+=,.@-"));
  EXPECT_EQ(named("a b").error().code, "ValidationError");
  EXPECT_FALSE(named("123456789"));
  EXPECT_FALSE(named(""));
}

TEST(IamRules, PathsBeginAndEndWithASlash) {
  EXPECT_EQ(*check(json::object(), &path_in), "/");
  EXPECT_TRUE(check({{"Path", "/a/"}}, &path_in));
  EXPECT_FALSE(check({{"Path", "a"}}, &path_in));
}

TEST(IamRules, DocumentsAreCheckedForCharactersGrammarAndSize) {
  const auto document = [](const std::string& text, std::size_t most) {
    return check({{"D", text}}, [&](const Fields& input) {
      return document_in(input, "D", PolicyKind::identity, most);
    });
  };
  EXPECT_EQ(*document(kPolicy, 6'144), kPolicy);
  EXPECT_EQ(document("{}", 6'144).error().code, "MalformedPolicyDocument");
  EXPECT_EQ(document("\xE2\x82\xAC", 6'144).error().code, "ValidationError");
  const auto refused = document(kPolicy, policy_size(kPolicy) - 1);
  EXPECT_EQ(refused.error().code, "LimitExceeded");
  EXPECT_EQ(refused.error().status, 409);
}

TEST(IamRules, BlanksDoNotCount) {
  EXPECT_EQ(policy_size(" a\n b\t\r"), 2U);
}

TEST(IamRules, AttachesAPolicyOnceAndAtMostTen) {
  Principal principal;
  for (int i = 0; i < 10; ++i)
    EXPECT_TRUE(attach_policy(principal, "arn:" + std::to_string(i), "PoliciesPerRole"));
  EXPECT_TRUE(attach_policy(principal, "arn:0", "PoliciesPerRole"));
  EXPECT_EQ(principal.attached.size(), 10U);
  EXPECT_EQ(attach_policy(principal, "arn:10", "PoliciesPerRole").error().code, "LimitExceeded");
}

TEST(IamRules, InlinePoliciesCountTogether) {
  Principal principal;
  const auto put = [&](const char* name) {
    return check({{"PolicyName", name}, {"PolicyDocument", kPolicy}}, [&](const Fields& input) {
      return put_inline_policy(input, principal, policy_size(kPolicy) + 1);
    });
  };
  EXPECT_TRUE(put("a"));
  EXPECT_TRUE(put("a"));
  EXPECT_EQ(put("b").error().code, "LimitExceeded");
}

TEST(IamRules, PagesSayWhetherThereIsMore) {
  const std::vector<json> entries{1, 2, 3};
  const auto page = [&](const json& input) {
    return check(input, [&](const Fields& fields) { return iam_page(fields, "L", entries); });
  };
  EXPECT_EQ(*page({{"MaxItems", "2"}}),
            (json{{"L", {1, 2}}, {"IsTruncated", true}, {"Marker", "2"}}));
  EXPECT_EQ(*page({{"Marker", "2"}}), (json{{"L", {3}}, {"IsTruncated", false}}));
  EXPECT_FALSE(page({{"Marker", "x"}}));
  EXPECT_FALSE(page({{"MaxItems", "0"}}));
}

}  // namespace
}  // namespace atb::aws_simulator
