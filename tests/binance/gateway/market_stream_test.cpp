#include "binance/gateway/market_stream.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "binance/gateway/theatre.h"

namespace atb::binance {
namespace {

using Trouble = binance_simulator::Hub::Trouble;

class Stream : public ::testing::Test, public test::Theatre {
 protected:
  void open(std::vector<std::string> streams = {"btcusdt@trade"}) {
    MarketStream::Options options;
    options.streams = std::move(streams);
    options.now = [this] { return now; };
    options.random = [] { return 0.0; };
    MarketStream::Listener listener;
    listener.on_event = [this](const StreamEvent& event) {
      if (const auto* const trade = std::get_if<TradeEvent>(&event))
        trades.push_back(trade->trade_id);
    };
    listener.on_repair = [this] { ++repairs; };
    listener.on_trouble = [this](const std::string& what) { troubles.push_back(what); };
    stream = std::make_unique<MarketStream>(
        loop, environment_at(fmt::format("http://127.0.0.1:{}", hub->port())).value(),
        std::move(options), std::move(listener));
    run_until([&] { return stream->is_live(); });
  }
  void trade_and_hear() {
    const auto before = trades.size();
    other_trades("BUY", "0.001");
    run_until([&] { return trades.size() > before; });
  }
  void TearDown() override { stream.reset(); }

  std::vector<std::int64_t> trades;
  std::vector<std::string> troubles;
  int repairs = 0;
  std::unique_ptr<MarketStream> stream;
};

TEST_F(Stream, TellsTradesOnceItIsLive) {
  open();
  EXPECT_EQ(repairs, 1);
  trade_and_hear();
  trade_and_hear();
  EXPECT_EQ(trades.size(), 2U);
}

TEST_F(Stream, AShutdownNoticeBringsAnotherConnectionAndNothingTwice) {
  open();
  hub->make_trouble(Trouble::shutdown);
  run_until([&] { return repairs == 2; });
  EXPECT_TRUE(stream->is_live());
  for (int i = 0; i < 5; ++i) trade_and_hear();
  std::vector<std::int64_t> unique = trades;
  unique.erase(std::unique(unique.begin(), unique.end()), unique.end());
  EXPECT_EQ(trades, unique);
  EXPECT_TRUE(troubles.empty());
}

TEST_F(Stream, ComesBackFromEveryEnd) {
  int expected = 1;
  open();
  for (const auto trouble : {Trouble::drop, Trouble::cut}) {
    hub->make_trouble(trouble);
    run_until([&] { return repairs == expected + 1; });
    ++expected;
    EXPECT_TRUE(stream->is_live());
    trade_and_hear();
  }
  EXPECT_EQ(troubles.size(), 2U);
}

TEST_F(Stream, ASilentConnectionIsLeft) {
  open();
  hub->make_trouble(Trouble::silence);
  // A minute of the test's time without a frame.
  run_until([&] { return repairs == 2; });
  EXPECT_TRUE(stream->is_live());
  trade_and_hear();
}

TEST_F(Stream, APlannedHandOverLosesNothing) {
  open();
  hub->tick();
  const auto began = now;
  step = core::Duration::seconds(20);
  // Pings keep it alive until its 23 hours are over.
  net::EventLoop::Timer pinger;
  std::function<void()> ping = [&] {
    hub->tick();
    house.move_to(core::Price::from_units((100 + now.ms() / 1'000 % 3) * core::kUnitsPerOne), now);
    pinger = loop.after(core::Duration::microseconds(100), ping);
  };
  ping();
  run_until([&] { return repairs >= 2; });
  pinger.cancel();
  step = core::Duration::milliseconds(5);
  EXPECT_GT(now - began, core::Duration::minutes(1));
  trade_and_hear();
  for (std::size_t i = 1; i < trades.size(); ++i) EXPECT_GT(trades[i], trades[i - 1]);
}

}  // namespace
}  // namespace atb::binance
