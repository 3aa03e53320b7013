#include "binance/requests/parameters.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::binance {
namespace {

std::string text(const core::SecretBuffer& buffer) {
  return {buffer.begin(), buffer.end()};
}
std::string decimal(core::Int128 units) {
  core::SecretBuffer out;
  append_decimal(out, units);
  return text(out);
}
Parameters example() {
  Parameters parameters;
  parameters.text("symbol", "１");
  parameters.decimal("price", core::Price::from_units(1'000'000));
  parameters.number("limit", 5);
  parameters.flag("all", true);
  return parameters;
}

TEST(Parameters, AreEncodedInAQuery) {
  core::SecretBuffer query;
  example().append_query(query);
  EXPECT_EQ(text(query), "symbol=%EF%BC%91&price=0.01&limit=5&all=true");
}

TEST(Parameters, AreSortedAndPlainInAPayload) {
  core::SecretBuffer payload;
  example().append_payload(payload);
  EXPECT_EQ(text(payload), "all=true&limit=5&price=0.01&symbol=１");
}

TEST(Parameters, AreTypedInJson) {
  auto parameters = example();
  parameters.text("odd", "a\"\\\n");
  core::SecretBuffer json;
  parameters.append_json(json);
  EXPECT_EQ(text(json),
            R"({"symbol":"１","price":"0.01","limit":5,"all":true,"odd":"a\"\\\u000A"})");
}

TEST(Parameters, CanBeCutBackAndFound) {
  auto parameters = example();
  EXPECT_EQ(parameters.find("limit"), "5");
  parameters.truncate(2);
  EXPECT_EQ(parameters.size(), 2U);
  EXPECT_EQ(parameters.find("limit"), "");
  parameters.number("x", -7);
  EXPECT_EQ(parameters.find("x"), "-7");
  parameters.clear();
  EXPECT_EQ(parameters.size(), 0U);
}

TEST(Decimals, AreShortExactAndWithoutExponent) {
  EXPECT_EQ(decimal(0), "0");
  EXPECT_EQ(decimal(1), "0.00000001");
  EXPECT_EQ(decimal(1'000), "0.00001");
  EXPECT_EQ(decimal(5'200'000'000'000), "52000");
  EXPECT_EQ(decimal(INT64_MAX), "92233720368.54775807");
}

RC_GTEST_PROP(Decimals, ParseBackToTheSameUnits, ()) {
  const auto high = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
  const auto low = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000'000'000);
  const auto units = core::Int128{high} * 1'000'000'000'000'000'000 + low;
  const auto parsed = core::parse_wide_units(decimal(units));
  RC_ASSERT(parsed.has_value());
  RC_ASSERT(*parsed == units);
}

}  // namespace
}  // namespace atb::binance
