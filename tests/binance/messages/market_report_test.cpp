#include "binance/messages/market_report.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

TEST(MarketReport, ServerTimeInBothUnits) {
  EXPECT_EQ(parse_server_time(R"({"serverTime":1499827319559})", TimeUnit::ms)->ms(),
            1'499'827'319'559);
  EXPECT_EQ(parse_server_time(R"({"serverTime":1499827319559123})", TimeUnit::us)->us(),
            1'499'827'319'559'123);
  EXPECT_FALSE(parse_server_time(R"({"serverTime":1499827319559123})", TimeUnit::ms));
}

TEST(MarketReport, KlinesAreCandles) {
  const auto klines = parse_klines(
      R"([[1499040000000,"0.01634790","0.80000000","0.01575800","0.01577100","148976.11427815",)"
      R"(1499644799999,"2434.19055334",308,"1756.87402397","28.46694368","0"]])",
      TimeUnit::ms);
  ASSERT_TRUE(klines) << klines.error().message;
  EXPECT_EQ((*klines)[0].candle.open_time, core::Timestamp::from_ms(1'499'040'000'000));
  EXPECT_EQ(core::to_text((*klines)[0].candle.high), "0.8");
  EXPECT_EQ((*klines)[0].close_time, core::Timestamp::from_ms(1'499'644'799'999));
}

TEST(MarketReport, ACandleThatCannotBeIsRefused) {
  EXPECT_FALSE(parse_klines(R"([[1,"1","2","3","4","5",59999,"6",7,"8","9","0"]])", TimeUnit::ms));
  EXPECT_FALSE(parse_klines(R"([[1,"1"]])", TimeUnit::ms));
  EXPECT_FALSE(parse_klines(R"({})", TimeUnit::ms));
}

TEST(MarketReport, DepthHasItsBestFirst) {
  const auto depth =
      parse_depth(R"({"lastUpdateId":1027024,"bids":[["4.00000000","431.00000000"]],)"
                  R"("asks":[["4.00000200","12.00000000"]]})");
  ASSERT_TRUE(depth) << depth.error().message;
  EXPECT_EQ(depth->last_update_id, 1'027'024);
  EXPECT_EQ(core::to_text(depth->asks[0].price), "4.000002");
  EXPECT_FALSE(parse_depth(R"({"lastUpdateId":1,"bids":[["4.0"]],"asks":[]})"));
}

TEST(MarketReport, TradesKeepTheirIds) {
  const auto trades = parse_trades(
      R"([{"id":28457,"price":"4.00000100","qty":"12.00000000","quoteQty":"48.000012",)"
      R"("time":1499865549590,"isBuyerMaker":true,"isBestMatch":true}])",
      TimeUnit::ms);
  ASSERT_TRUE(trades) << trades.error().message;
  EXPECT_EQ((*trades)[0].trade_id, 28'457);
  const auto aggregates = parse_aggregate_trades(
      R"([{"a":26129,"p":"0.01633102","q":"4.70443515","f":27781,"l":27782,"T":1498793709153,)"
      R"("m":true,"M":true}])",
      TimeUnit::ms);
  ASSERT_TRUE(aggregates) << aggregates.error().message;
  EXPECT_EQ((*aggregates)[0].last_trade_id, 27'782);
}

}  // namespace
}  // namespace atb::binance
