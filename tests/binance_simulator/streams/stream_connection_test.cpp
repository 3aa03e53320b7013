#include "binance_simulator/streams/stream_connection.h"

#include <gtest/gtest.h>

#include "binance/book/order_book.h"
#include "binance/messages/stream_parser.h"
#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

class Streams : public ::testing::Test, public test::Stage {
 protected:
  /// The connection hears of everything; what it tells is collected.
  void follow(StreamConnection& connection) {
    world.listen([&](const exchange::ExchangeEvents& events) {
      for (auto& message : connection.on_events(events, now)) told.push_back(message);
    });
  }
  void tick(StreamConnection& connection) {
    for (auto& message : connection.on_tick(now)) told.push_back(message);
  }
  template <class Event>
  Event read(const std::string& text) {
    return std::get<Event>(parser.parse(text).value());
  }
  std::vector<std::string> told;
  binance::StreamParser parser{binance::TimeUnit::ms};
};

TEST_F(Streams, AreNamedInTheAddressOrSubscribedTo) {
  const StreamConnection raw{world, "/ws/btcusdt@trade/btcusdt@bookTicker", now};
  EXPECT_EQ(raw.subscriptions(), 2U);
  StreamConnection combined{world, "/stream?streams=btcusdt@trade", now};
  EXPECT_EQ(combined.subscriptions(), 1U);
  const auto answer = Json::parse(
      *combined.on_text(R"({"method":"SUBSCRIBE","params":["btcusdt@depth"],"id":5})", now));
  EXPECT_EQ(answer, (Json{{"result", nullptr}, {"id", 5}}));
  const auto listed =
      Json::parse(*combined.on_text(R"({"method":"LIST_SUBSCRIPTIONS","id":6})", now));
  EXPECT_EQ(listed["result"].size(), 2U);
}

TEST_F(Streams, ControlMessagesThatMakeNoSenseAreAnswered) {
  StreamConnection connection{world, "/ws", now};
  for (const auto* const text : {"x", R"({"id":1})", R"({"method":"JUMP","id":1})"})
    EXPECT_EQ(Json::parse(*connection.on_text(text, now))["error"]["code"], 2) << text;
}

TEST_F(Streams, MoreThanFiveMessagesASecondEndTheConnection) {
  StreamConnection connection{world, "/ws", now};
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(connection.on_text("{}", now));
  EXPECT_FALSE(connection.on_text("{}", now));
}

TEST_F(Streams, TradesComeAtOnceAndWrappedWhenCombined) {
  StreamConnection connection{world, "/stream?streams=btcusdt@trade/btcusdt@aggTrade", now};
  follow(connection);
  other_trades("BUY", "0.001");
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(Json::parse(told[0])["stream"], "btcusdt@aggTrade");
  EXPECT_EQ(Json::parse(told[1])["data"]["q"], "0.00100000");
}

TEST_F(Streams, ACandleIsClosedOnceItIsOver) {
  StreamConnection connection{world, "/ws/btcusdt@kline_1m", now};
  now = now + core::Duration::seconds(2);
  tick(connection);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_FALSE(read<binance::KlineEvent>(told[0]).closed);
  now = now + core::Duration::minutes(1);
  tick(connection);
  ASSERT_EQ(told.size(), 3U);
  EXPECT_TRUE(read<binance::KlineEvent>(told[1]).closed);
  EXPECT_FALSE(read<binance::KlineEvent>(told[2]).closed);
}

TEST_F(Streams, ABookBuiltFromUpdatesIsTheEnginesBook) {
  StreamConnection connection{world, "/ws/btcusdt@depth@100ms", now};
  follow(connection);
  binance::OrderBook book{5'000};
  for (int i = 0; i < 20; ++i) {
    now = now + core::Duration::milliseconds(100);
    house.move_to(core::Price::from_units((100 + i % 7) * core::kUnitsPerOne), now);
    limit("BUY", "0.001", std::to_string(50 + i));
    tick(connection);
    for (const auto& message : std::exchange(told, {}))
      EXPECT_NE(book.on_update(read<binance::DepthUpdate>(message)),
                binance::OrderBook::Applied::gap);
    if (i != 3) continue;
    const auto depth = get("depth?symbol=BTCUSDT&limit=5000").dump();
    ASSERT_EQ(book.on_snapshot(read<binance::DepthSnapshot>(depth)),
              binance::OrderBook::Taken::ready);
  }
  const auto engine = world.exchange.market("BTCUSDT")->book.depth(exchange::Side::buy, 10'000);
  ASSERT_EQ(book.bids().size(), engine.size());
  for (std::size_t i = 0; i < engine.size(); ++i)
    EXPECT_EQ(book.bids()[engine.size() - 1 - i].quantity, engine[i].second);
}

TEST_F(Streams, AShutdownIsAnnouncedInItsForm) {
  EXPECT_EQ(Json::parse(StreamConnection(world, "/ws", now).shutdown_notice(now))["e"],
            "serverShutdown");
  EXPECT_EQ(Json::parse(StreamConnection(world, "/stream", now).shutdown_notice(now))["stream"],
            "!serverShutdown");
}

}  // namespace
}  // namespace atb::binance_simulator
