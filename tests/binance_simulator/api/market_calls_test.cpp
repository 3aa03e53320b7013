#include "binance_simulator/api/market_calls.h"

#include <gtest/gtest.h>

#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

class MarketCalls : public ::testing::Test, public test::Stage {
 protected:
  MarketCalls() {
    for (int i = 0; i < 3; ++i) {
      now = now + core::Duration::minutes(1);
      house.move_to(core::Price::from_units((101 + i) * core::kUnitsPerOne), now);
    }
  }
};

TEST_F(MarketCalls, DepthIsTheBook) {
  const auto depth = get("depth?symbol=BTCUSDT&limit=5");
  EXPECT_EQ(depth["bids"].size(), 5U);
  EXPECT_EQ(depth["lastUpdateId"], world.exchange.market("BTCUSDT")->record.last_update);
  EXPECT_EQ(get("depth?symbol=XY")["code"], -1121);
  EXPECT_EQ(get("depth")["code"], -1102);
}

TEST_F(MarketCalls, TradesAreTheNewestOrFromAnId) {
  EXPECT_EQ(get("trades?symbol=BTCUSDT&limit=2").size(), 2U);
  EXPECT_EQ(get("historicalTrades?symbol=BTCUSDT&fromId=2&limit=1")[0]["id"], 2);
  EXPECT_EQ(get("aggTrades?symbol=BTCUSDT&fromId=2")[0]["a"], 2);
  EXPECT_EQ(get("aggTrades?symbol=BTCUSDT&limit=1")[0]["a"], 4);
}

TEST_F(MarketCalls, KlinesAreWholeAndInOrder) {
  const auto klines = get("klines?symbol=BTCUSDT&interval=1m");
  ASSERT_EQ(klines.size(), 4U);
  EXPECT_EQ(klines[3][4], "103.00000000");
  const auto from = klines[1][0].get<std::int64_t>();
  EXPECT_EQ(
      get("klines?symbol=BTCUSDT&interval=1m&limit=1&startTime=" + std::to_string(from))[0][0],
      from);
  EXPECT_EQ(get("klines?symbol=BTCUSDT&interval=7m")["code"], -1120);
  EXPECT_EQ(get("klines?symbol=BTCUSDT&interval=1d&timeZone=8").size(), 1U);
  EXPECT_EQ(get("klines?symbol=BTCUSDT&interval=1d&timeZone=15")["code"], -1130);
}

TEST_F(MarketCalls, MinutesWithoutATradeAreFilledIn) {
  now = now + core::Duration::minutes(3);
  const auto klines = get("klines?symbol=BTCUSDT&interval=1m");
  EXPECT_EQ(klines.back()[8], 0);
  EXPECT_EQ(klines.back()[1], "103.00000000");
}

TEST_F(MarketCalls, TheAveragePriceIsOfFiveMinutes) {
  EXPECT_EQ(get("avgPrice?symbol=BTCUSDT")["mins"], 5);
}

}  // namespace
}  // namespace atb::binance_simulator
