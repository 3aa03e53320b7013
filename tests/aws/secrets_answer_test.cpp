#include "aws/secrets_answer.h"

#include <gtest/gtest.h>

#include "net/http.h"

namespace atb::aws {
namespace {

constexpr std::string_view kValue =
    R"({"ARN":"a","Name":"n","VersionId":"v","SecretString":"hunter2"})";

TEST(SecretsAnswer, RefusesEveryCutOffAnswer) {
  for (std::size_t length = 0; length < kValue.size(); ++length) {
    const auto value = parse_secret_value(net::to_body(kValue.substr(0, length)));
    ASSERT_FALSE(value) << length;
    EXPECT_EQ(core::render(value.error()).find("hunter2"), std::string::npos) << length;
  }
  EXPECT_TRUE(parse_secret_value(net::to_body(kValue)));
}

TEST(SecretsAnswer, RefusesMembersOfTheWrongKind) {
  for (const auto* text :
       {R"({"ARN":1,"Name":"n","SecretString":"x"})", R"({"ARN":"a","Name":"n","SecretString":7})",
        R"({"ARN":"a","Name":"n","SecretString":null})", R"({"ARN":"a","Name":"n"})", "[]", "7"})
    EXPECT_EQ(parse_secret_value(net::to_body(text)).error().code, "aws.answer_malformed") << text;
}

TEST(SecretsAnswer, LeavesOutTimesThatAreNone) {
  for (const auto* time : {"-1", "1e300", "\"soon\"", "null", "[]"}) {
    const auto found = parse_description(
        net::to_body(std::string{R"({"ARN":"a","Name":"n","CreatedDate":)"} + time + "}"));
    ASSERT_TRUE(found) << time;
    EXPECT_FALSE(found->created) << time;
  }
}

TEST(SecretsAnswer, RefusesListsThatAreMissingOrNameNothing) {
  EXPECT_EQ(parse_versions(net::to_body("{}")).error().code, "aws.answer_malformed");
  EXPECT_EQ(parse_versions(net::to_body(R"({"Versions":[{}]})")).error().code,
            "aws.answer_malformed");
  EXPECT_EQ(parse_versions(net::to_body(R"({"Versions":[7]})")).error().code,
            "aws.answer_malformed");
  EXPECT_EQ(parse_secret_list(net::to_body("{}")).error().code, "aws.answer_malformed");
  EXPECT_EQ(parse_secret_list(net::to_body(R"({"SecretList":[{"ARN":"a"}]})")).error().code,
            "aws.answer_malformed");
  EXPECT_EQ(parse_validation(net::to_body("{}")).error().code, "aws.answer_malformed");
}

TEST(SecretsAnswer, KeepsTheTokenOfTheNextPage) {
  const auto page = parse_versions(net::to_body(R"({"Versions":[],"NextToken":"t"})"));
  ASSERT_TRUE(page);
  EXPECT_EQ(page->next_token, "t");
  EXPECT_TRUE(page->items.empty());
}

TEST(SecretsAnswer, ExpectsTheSecretsNameOfAChange) {
  EXPECT_TRUE(check_names_secret(net::to_body(R"({"ARN":"a","Name":"n"})"), "RestoreSecret"));
  const auto foreign = check_names_secret(net::to_body("{}"), "RestoreSecret");
  ASSERT_FALSE(foreign);
  EXPECT_NE(foreign.error().message.find("RestoreSecret"), std::string::npos);
}

}  // namespace
}  // namespace atb::aws
