#include "report/csv.h"

#include <gtest/gtest.h>

#include "backtest/run.h"
#include "backtest/support/candles.h"

namespace atb::report {
namespace {

TEST(TradesCsv, WritesExactAmountsAndUtcTimes) {
  trading::ClosedTrade trade;
  trade.exit_time = core::Timestamp::from_us(60'000'000);
  trade.entry_price = core::Price::from_units(1'375'218'233'851);
  trade.profit = core::Money::from_units(-1);
  trade.reason = trading::ExitReason::stop_loss;
  EXPECT_EQ(
      trades_csv({trade}),
      "entry_time,exit_time,entry_price,exit_price,quantity,cost,proceeds,fees,profit,reason\n"
      "1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,13752.18233851,0,0,0,0,0,-0.00000001,"
      "stop_loss\n");
}

TEST(EquityCsv, HasARowForEachCandle) {
  const auto columns = backtest::testing::walk(1, 3);
  const auto result = backtest::run(columns.view(), {}, true).value();
  const auto csv = equity_csv(columns.view(), result.curve);
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 4);
  EXPECT_TRUE(csv.starts_with("open_time_ms,equity,close\n0,1000.00000000,"));
  EXPECT_NE(csv.find("\n60000,1000.00000000,"), std::string::npos);
}

}  // namespace
}  // namespace atb::report
