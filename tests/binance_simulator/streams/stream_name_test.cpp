#include "binance_simulator/streams/stream_name.h"

#include <gtest/gtest.h>

namespace atb::binance_simulator {
namespace {

using Kind = StreamName::Kind;

TEST(StreamName, EveryKindIsRead) {
  EXPECT_EQ(parse_stream("btcusdt@trade")->symbol, "BTCUSDT");
  EXPECT_EQ(parse_stream("btcusdt@aggTrade")->kind, Kind::aggregate);
  EXPECT_EQ(parse_stream("btcusdt@kline_1m")->interval, KlineInterval::m1);
  EXPECT_EQ(parse_stream("btcusdt@kline_1d@+08:00")->east, core::Duration::hours(8));
  EXPECT_EQ(parse_stream("btcusdt@depth")->pace, core::Duration::seconds(1));
  EXPECT_EQ(parse_stream("btcusdt@depth@100ms")->pace, core::Duration::milliseconds(100));
  EXPECT_EQ(parse_stream("btcusdt@depth20@100ms")->levels, 20U);
  EXPECT_EQ(parse_stream("btcusdt@ticker_4h")->window, core::Duration::hours(4));
  EXPECT_EQ(parse_stream("!miniTicker@arr")->kind, Kind::all_mini_tickers);
  EXPECT_EQ(parse_stream("btcusdt@avgPrice")->kind, Kind::average);
}

TEST(StreamName, AnythingElseIsNone) {
  for (const auto* const name : {"", "btcusdt", "@trade", "BTCUSDT@trade", "btcusdt@depth7",
                                 "btcusdt@kline_7m", "btcusdt@kline_1m@+09:00", "!ticker@arr"})
    EXPECT_FALSE(parse_stream(name)) << name;
}

}  // namespace
}  // namespace atb::binance_simulator
