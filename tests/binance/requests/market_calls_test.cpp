#include "binance/requests/market_calls.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

std::string query(const Call& call) {
  core::SecretBuffer out;
  call.parameters.append_query(out);
  return std::string{call.operation.path} + "?" + std::string{out.begin(), out.end()};
}

TEST(MarketCalls, AreOpenToEverybody) {
  for (const auto& call : {server_time_call(), exchange_info_call("A"), depth_call("A", 5),
                           klines_call({"A", "1m", {}, {}, 10}), recent_trades_call("A", 1),
                           aggregate_trades_call("A", std::nullopt, 1)})
    EXPECT_EQ(call.operation.security, Security::open);
}

TEST(MarketCalls, NameWhatTheyAskFor) {
  EXPECT_EQ(query(klines_call({"BTCUSDT", "1m", core::Timestamp::from_ms(60'000), {}, 1'000})),
            "/api/v3/klines?symbol=BTCUSDT&interval=1m&startTime=60000&limit=1000");
  EXPECT_EQ(query(aggregate_trades_call("A", 5, 10)),
            "/api/v3/aggTrades?symbol=A&fromId=5&limit=10");
}

TEST(MarketCalls, DepthWeighsMoreTheDeeperItIs) {
  const std::vector<std::pair<int, int>> weights{{100, 5},  {101, 25},  {500, 25},
                                                 {501, 50}, {1000, 50}, {5000, 250}};
  for (const auto& [levels, weight] : weights)
    EXPECT_EQ(depth_call("A", levels).operation.weight, weight) << levels;
}

}  // namespace
}  // namespace atb::binance
