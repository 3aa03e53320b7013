#include "binance/messages/rate_limit_fields.h"

#include <gtest/gtest.h>
#include <simdjson.h>

namespace atb::binance {
namespace {

core::Result<std::vector<RateLimitState>> read(std::string_view json) {
  simdjson::dom::parser parser;
  return read_rate_limits(parser.parse(json.data(), json.size()));
}

TEST(RateLimits, AreReadAndUnknownKindsLeftOut) {
  const auto limits = read(
      R"([{"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":100},)"
      R"({"rateLimitType":"NEW_KIND","interval":"MINUTE","intervalNum":1,"limit":1},)"
      R"({"rateLimitType":"ORDERS","interval":"DAY","intervalNum":1,"limit":200000,"count":5}])");
  ASSERT_TRUE(limits);
  ASSERT_EQ(limits->size(), 2U);
  EXPECT_EQ((*limits)[0].limit,
            (RateLimit{RateLimitKind::orders, core::Duration::seconds(10), 100}));
  EXPECT_FALSE((*limits)[0].count);
  EXPECT_EQ((*limits)[1].count, 5);
}

TEST(RateLimits, ThatAreWrongAreErrors) {
  for (const auto* const json :
       {"{}", R"([{"rateLimitType":"ORDERS"}])",
        R"([{"rateLimitType":"ORDERS","interval":"DAY","intervalNum":0,"limit":1}])",
        R"([{"rateLimitType":"ORDERS","interval":"DAY","intervalNum":1,"limit":-1}])"})
    EXPECT_FALSE(read(json)) << json;
}

}  // namespace
}  // namespace atb::binance
