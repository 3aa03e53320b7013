#include "backtest/run.h"

#include <gtest/gtest.h>

#include "backtest/support/candles.h"

namespace atb::backtest {
namespace {

TEST(Backtest, GivesTheSameResultOnEveryRun) {
  const auto columns = testing::walk(7, 5'000);
  const auto first = run(columns.view(), {}, true).value();
  const auto second = run(columns.view(), {}, true).value();
  EXPECT_GT(first.trades.size(), 20U);
  EXPECT_EQ(first.summary.commands_sha256, second.summary.commands_sha256);
  EXPECT_EQ(first.summary.final_equity, second.summary.final_equity);
  EXPECT_EQ(first.curve, second.curve);
}

TEST(Backtest, DecidesTheSameOnAPrefixWhateverComesLater) {
  const auto columns = testing::walk(8, 4'000);
  const auto whole = run(columns.view(), {}, true).value();
  const auto part = run(columns.view().subseries(0, 2'500), {}, true).value();
  ASSERT_LT(part.trades.size(), whole.trades.size());
  for (std::size_t i = 0; i < part.curve.size(); ++i) ASSERT_EQ(part.curve[i], whole.curve[i]) << i;
  for (std::size_t i = 0; i < part.trades.size(); ++i)
    ASSERT_EQ(part.trades[i].profit, whole.trades[i].profit) << i;
}

TEST(Backtest, AddsUpTradesFeesAndEquityToTheUnit) {
  const auto columns = testing::walk(9, 6'000);
  const auto result = run(columns.view(), {}, false).value();
  core::Money expected = result.summary.initial_equity;
  core::Money fees;
  for (const auto& trade : result.trades) {
    expected += trade.profit;
    fees += trade.fees;
  }
  ASSERT_FALSE(result.summary.open_position) << "choose a seed that ends flat";
  EXPECT_EQ(result.summary.final_equity, expected);
  EXPECT_EQ(result.summary.fees.at("USDT"), fees);
  EXPECT_EQ(result.summary.exits.signal + result.summary.exits.stop_loss +
                result.summary.exits.take_profit + result.summary.exits.other,
            result.summary.closed_trades);
}

TEST(Backtest, HoldsBuyAndHoldBesideItWithTheSameCosts) {
  market::CandleColumns columns;
  for (int i = 0; i < 3; ++i) {
    const auto p = core::Price::from_units((100 + 10 * i) * core::kUnitsPerOne);
    columns.push_back({core::Timestamp::from_us(i * 60'000'000), p, p, p, p, 1});
  }
  const auto summary = run(columns.view(), {}, false).value().summary;
  EXPECT_NEAR(summary.statistics.buy_and_hold_return, 1.2 / 1.001 - 1, 1e-12);
  EXPECT_EQ(summary.closed_trades, 0U);
  EXPECT_EQ(summary.statistics.total_return, 0);
  EXPECT_FALSE(summary.statistics.win_rate);
}

TEST(Backtest, RefusesOptionsOutOfRangeByName) {
  const auto columns = testing::walk(1, 10);
  const auto refused = [&](auto change) {
    RunOptions options;
    change(options);
    const auto result = run(columns.view(), options, false);
    return result ? std::string{} : result.error().message;
  };
  const auto ten = core::Ratio::from_units(10 * core::kUnitsPerOne);
  EXPECT_NE(refused([&](auto& o) { o.limits.max_position_size = ten; }).find("position size 10"),
            std::string::npos);
  EXPECT_NE(refused([&](auto& o) { o.limits.stop_loss = ten; }).find("stop-loss"),
            std::string::npos);
  EXPECT_NE(refused([&](auto& o) { o.limits.take_profit = {}; }).find("take-profit"),
            std::string::npos);
  EXPECT_NE(refused([&](auto& o) { o.costs.fee = ten; }).find("fee"), std::string::npos);
  EXPECT_NE(refused([&](auto& o) { o.costs.slippage = -ten; }).find("slippage"), std::string::npos);
  EXPECT_NE(refused([&](auto& o) { o.cash = {}; }).find("cash"), std::string::npos);
  EXPECT_NE(refused([&](auto& o) { o.strategy = "magic"; }).find("magic"), std::string::npos);
}

TEST(Backtest, RefusesToRunOverNothing) {
  const auto result = run({}, {}, false);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, "run.no_candles");
}

}  // namespace
}  // namespace atb::backtest
