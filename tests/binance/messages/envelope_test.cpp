#include "binance/messages/envelope.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::binance {
namespace {

TEST(Envelope, OfAnAnswerHoldsResultAndLimits) {
  const auto message = parse_api_message(
      R"({"id":7,"status":200,"result":{"a": 1},"rateLimits":[{"rateLimitType":"REQUEST_WEIGHT",)"
      R"("interval":"MINUTE","intervalNum":1,"limit":6000,"count":70}]})");
  ASSERT_TRUE(message);
  const auto& answer = std::get<ApiAnswer>(*message);
  EXPECT_EQ(answer.id, 7);
  EXPECT_EQ(answer.body, R"({"a":1})");
  EXPECT_FALSE(answer.failed);
  ASSERT_EQ(answer.rate_limits.size(), 1U);
  EXPECT_EQ(answer.rate_limits[0].count, 70);
}

TEST(Envelope, OfARevokedKeyHasNoId) {
  const auto message =
      parse_api_message(R"({"id":null,"status":401,"error":{"code":-2015,"msg":"x"}})");
  const auto& answer = std::get<ApiAnswer>(message.value());
  EXPECT_FALSE(answer.id);
  EXPECT_TRUE(answer.failed);
}

TEST(Envelope, OfAnEventHoldsItsSubscription) {
  const auto message = parse_api_message(R"({"subscriptionId":3,"event":{"e":"x"}})");
  EXPECT_EQ(std::get<ApiEvent>(message.value()).subscription_id, 3);
  EXPECT_EQ(std::get<ApiEvent>(message.value()).event, R"({"e":"x"})");
  const auto shutdown = parse_api_message(R"({"event":{"e":"serverShutdown","E":1}})");
  EXPECT_FALSE(std::get<ApiEvent>(shutdown.value()).subscription_id);
}

TEST(Envelope, AnythingElseIsAnError) {
  for (const auto* const text :
       {"", "x", "[]", "{}", R"({"id":1,"status":200})", R"({"id":1,"status":0,"result":{}})",
        R"({"id":"a","status":200,"result":{}})", R"({"event":1})", R"({"id":1,"result":{}})"})
    EXPECT_FALSE(parse_api_message(text)) << text;
}

RC_GTEST_PROP(Envelope, AnyBytesAreReadSafely, (const std::string& text)) {
  RC_ASSERT(!parse_api_message(text));
}

}  // namespace
}  // namespace atb::binance
