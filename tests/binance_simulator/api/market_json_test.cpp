#include "binance_simulator/api/market_json.h"

#include <gtest/gtest.h>

#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

TEST(MarketJson, RowsHaveBinancesFields) {
  test::Stage stage;
  const auto& tape = *stage.world.tape("BTCUSDT");
  EXPECT_EQ(kline_row(tape.klines(KlineInterval::m1).back(), TimeUnit::ms).size(), 12U);
  EXPECT_EQ(trade_row(tape.trades().back(), TimeUnit::ms)["price"], "100.00000000");
  EXPECT_EQ(aggregate_row(tape.aggregates().back(), TimeUnit::us)["T"], stage.now.us());
  const auto rows = depth_rows(*stage.world.exchange.market("BTCUSDT"), exchange::Side::buy, 3);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0][0], "99.99000000");
}

}  // namespace
}  // namespace atb::binance_simulator
