#include "settings/secret_json.h"

#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "settings/support/build.h"

namespace atb::settings {
namespace {

using test::holds;
using test::text_of;
using test::values_of;

core::Error error_of(std::string_view text) {
  const auto values = parse_secret_json(text);
  EXPECT_FALSE(values) << text;
  return values ? core::Error{} : values.error();
}

TEST(SecretJson, ReadsStringsInTheirOrder) {
  const auto values = parse_secret_json(R"( {"B": "x\"\\\u00e9\n", "A": ""} )");
  ASSERT_TRUE(values);
  EXPECT_EQ(values->begin()->name, "B");
  EXPECT_EQ(text_of(*values, "B"), "x\"\\é\n");
  EXPECT_EQ(text_of(*values, "A"), "");
  EXPECT_TRUE(parse_secret_json("{}")->empty());
}

TEST(SecretJson, KeepsTheTextOfNumbers) {
  const auto values =
      parse_secret_json(R"({"A":1000,"B":0.10,"C":-5,"D":1e3,"E":18446744073709551616})");
  ASSERT_TRUE(values);
  EXPECT_EQ(text_of(*values, "A"), "1000");
  EXPECT_EQ(text_of(*values, "B"), "0.10");
  EXPECT_EQ(text_of(*values, "C"), "-5");
  EXPECT_EQ(text_of(*values, "D"), "1e3");
  EXPECT_EQ(text_of(*values, "E"), "18446744073709551616");
}

TEST(SecretJson, RefusesOtherValuesAndNamesEachOfThem) {
  const auto error =
      error_of(R"({"A":null,"B":true,"C":[1,"hidden"],"D":{"X":"hidden","X":1},"E":"fine"})");
  EXPECT_EQ(error.code, "secret.invalid");
  EXPECT_EQ(error.kind, core::ErrorKind::settings);
  for (const auto* const piece :
       {"A is null", "B is true or false", "C is a list", "D is an object"})
    EXPECT_TRUE(holds(error.advice, piece)) << piece;
  EXPECT_FALSE(holds(error.advice, "E "));
  EXPECT_FALSE(holds(test::shown(error), "hidden"));
}

TEST(SecretJson, RefusesANameGivenTwice) {
  EXPECT_TRUE(holds(error_of(R"({"A":"1","B":"2","A":"3"})").advice, "A is given twice"));
}

TEST(SecretJson, RefusesStrangeNamesWithoutShowingThem) {
  const auto error = error_of("{\"ok\":\"1\",\"bad name\\u001b\":\"2\",\"\":\"3\"}");
  EXPECT_TRUE(holds(error.advice, "member 2"));
  EXPECT_TRUE(holds(error.advice, "member 3"));
  EXPECT_FALSE(holds(test::shown(error), "bad name"));
}

TEST(SecretJson, ExplainsThreeDots) {
  const auto error = error_of("{\n  \"A\": \"hidden\",\n  ...\n}");
  EXPECT_EQ(error.code, "secret.malformed_json");
  EXPECT_TRUE(holds(error.message, "line 3"));
  EXPECT_TRUE(holds(error.advice, "left out"));
  EXPECT_FALSE(holds(test::shown(error), "hidden"));
}

TEST(SecretJson, RefusesWhatIsNotJsonWithItsPlaceAndWithoutItsWords) {
  for (const auto* const text :
       {"", "hidden", "{\"A\":\"hidden\"", "{\"A\":\"hidden\",}", "{'A':'hidden'}",
        "{\"A\":hidden}", "{\"A\":\"hidden\"} {}", "{\"A\":\"hidden\"} hidden",
        "{\"A\":\"\xFF hidden\"}", "{\"A\":\"hi\ndden\"}"}) {
    const auto error = error_of(text);
    EXPECT_EQ(error.code, "secret.malformed_json") << text;
    EXPECT_TRUE(holds(error.message, "line ")) << text;
    EXPECT_FALSE(holds(test::shown(error), "hidden")) << error.message;
  }
}

TEST(SecretJson, RefusesWhatIsNoObject) {
  for (const auto* const text : {"\"text\"", "12", "null", "[]", "[{\"A\":\"1\"}]", "true"})
    EXPECT_EQ(error_of(text).code, "secret.invalid") << text;
}

TEST(SecretJson, BoundsNestingAndSize) {
  std::string deep = "{\"A\":";
  for (int i = 0; i < 10'000; ++i) deep += '[';
  EXPECT_TRUE(holds(error_of(deep).advice, "deeper than 64"));
  const std::string large = "{\"A\":\"" + std::string(kSecretJsonMax, 'x') + "\"}";
  EXPECT_EQ(error_of(large).code, "secret.too_large");
}

TEST(RenderSecretJson, EscapesWhatJsonNeeds) {
  EXPECT_EQ(text_of(render_secret_json(values_of({{"A", "x\"\\\n\x1Fé"}, {"B", ""}}))),
            R"({"A":"x\"\\\u000a\u001fé","B":""})");
  EXPECT_EQ(text_of(render_secret_json({})), "{}");
}

std::string random_text() {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("a", "0", " ", "\"", "\\", "/", "\n", "\x01", "\x1F", "\x7F",
                                    "é", "😀", "\\u0041", std::string(1, '\0')));
  return std::accumulate(pieces.begin(), pieces.end(), std::string{});
}

RC_GTEST_PROP(RenderSecretJson, ReadsBackToTheSameValues, ()) {
  const Values values = values_of({{"A", random_text()}, {"B", random_text()}});
  const auto json = render_secret_json(values);
  const auto again = parse_secret_json({json.data(), json.size()});
  RC_ASSERT(again.has_value());
  RC_ASSERT(again->equals(values));
}

}  // namespace
}  // namespace atb::settings
