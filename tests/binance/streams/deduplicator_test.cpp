#include "binance/streams/deduplicator.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

TradeEvent trade(std::string symbol, std::int64_t id) {
  TradeEvent event;
  event.symbol = std::move(symbol);
  event.trade_id = id;
  return event;
}
KlineEvent kline(std::int64_t open_ms, std::int64_t event_ms, bool closed) {
  KlineEvent event;
  event.symbol = "BTCUSDT";
  event.interval = "1m";
  event.candle.open_time = core::Timestamp::from_ms(open_ms);
  event.event_time = core::Timestamp::from_ms(event_ms);
  event.closed = closed;
  return event;
}

TEST(Deduplicator, LetsEachTradeThroughOncePerSymbol) {
  Deduplicator once;
  EXPECT_TRUE(once.is_new(trade("A", 1)));
  EXPECT_FALSE(once.is_new(trade("A", 1)));
  EXPECT_TRUE(once.is_new(trade("B", 1)));
  EXPECT_TRUE(once.is_new(trade("A", 2)));
  EXPECT_FALSE(once.is_new(trade("A", 1)));
}

TEST(Deduplicator, KindsDoNotMixTheirNumbers) {
  Deduplicator once;
  EXPECT_TRUE(once.is_new(trade("A", 5)));
  AggregateTradeEvent aggregate;
  aggregate.symbol = "A";
  aggregate.aggregate_id = 3;
  EXPECT_TRUE(once.is_new(aggregate));
}

TEST(Deduplicator, AClosedCandleComesOnceAndIsFinal) {
  Deduplicator once;
  EXPECT_TRUE(once.is_new(kline(0, 1'000, false)));
  EXPECT_FALSE(once.is_new(kline(0, 1'000, false)));
  EXPECT_TRUE(once.is_new(kline(0, 60'000, true)));
  EXPECT_FALSE(once.is_new(kline(0, 60'000, true)));
  EXPECT_FALSE(once.is_new(kline(0, 61'000, false)));
  EXPECT_TRUE(once.is_new(kline(60'000, 62'000, false)));
}

TEST(Deduplicator, ControlAndShutdownAlwaysPass) {
  Deduplicator once;
  EXPECT_TRUE(once.is_new(ServerShutdown{}));
  EXPECT_TRUE(once.is_new(ServerShutdown{}));
  EXPECT_TRUE(once.is_new(ControlAnswer{}));
}

}  // namespace
}  // namespace atb::binance
