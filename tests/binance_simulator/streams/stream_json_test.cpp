#include "binance_simulator/streams/stream_json.h"

#include <gtest/gtest.h>

#include "binance/messages/stream_parser.h"
#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

StreamName name(const char* text) {
  return parse_stream(text).value();
}

TEST(StreamJson, IsReadByOurOwnGateway) {
  test::Stage stage;
  binance::StreamParser parser{binance::TimeUnit::ms};
  const auto& tape = *stage.world.tape("BTCUSDT");
  const auto& market = *stage.world.exchange.market("BTCUSDT");
  const std::vector<Json> all{
      trade_event(tape.trades().back(), TimeUnit::ms),
      aggregate_event("BTCUSDT", tape.aggregates().back(), stage.now, TimeUnit::ms),
      kline_event(name("btcusdt@kline_1m"), tape.klines(KlineInterval::m1).back(), false, stage.now,
                  TimeUnit::ms),
      book_ticker_event(market),
      partial_depth_event(market, 5),
      ticker_event(stage.world, name("btcusdt@miniTicker"), stage.now, TimeUnit::ms)};
  for (const auto& event : all) {
    const auto parsed = parser.parse(event.dump());
    ASSERT_TRUE(parsed) << parsed.error().message << event.dump();
    EXPECT_FALSE(std::holds_alternative<binance::UnknownEvent>(*parsed)) << event.dump();
  }
}

TEST(StreamJson, TickersAndAveragesHaveTheirNames) {
  test::Stage stage;
  const auto kind = [&](const char* text) {
    return ticker_event(stage.world, name(text), stage.now, TimeUnit::ms)["e"];
  };
  EXPECT_EQ(kind("btcusdt@ticker"), "24hrTicker");
  EXPECT_EQ(kind("btcusdt@ticker_1h"), "1hTicker");
  EXPECT_TRUE(
      ticker_event(stage.world, name("!miniTicker@arr"), stage.now, TimeUnit::ms).is_array());
  EXPECT_EQ(average_event(stage.world, name("btcusdt@avgPrice"), stage.now, TimeUnit::ms)["w"],
            "100.00000000");
}

}  // namespace
}  // namespace atb::binance_simulator
