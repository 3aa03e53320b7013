#include "exchange/candle_session.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "strategy/sma_cross.h"
#include "trading/support/amounts.h"
#include "trading/support/scripted_strategy.h"

namespace atb::exchange {
namespace {

using namespace trading::testing;
using strategy::Signal;

/// Keeps what was recorded, in order; can be told to fail.
class MemoryJournal final : public trading::Journal {
 public:
  core::Result<void> record(const trading::Event& event, const trading::Output& output,
                            const trading::Engine&) override {
    if (fails) return core::fail(core::ErrorKind::internal, "disk.full", "the disk is full");
    if (const auto* fill = std::get_if<trading::OrderFilled>(&event)) fills.push_back(*fill);
    for (const auto& command : output.commands) commands.push_back(describe(command));
    trades.insert(trades.end(), output.trades.begin(), output.trades.end());
    return {};
  }
  bool fails = false;
  std::vector<trading::OrderFilled> fills;
  std::vector<std::string> commands;
  std::vector<trading::ClosedTrade> trades;
};

struct World {
  explicit World(std::deque<Signal> script) : strategy{std::move(script)} {}
  void candle(const char* open, const char* high, const char* low, const char* close) {
    const market::Candle made{time, price(open), price(high), price(low), price(close), 1};
    time = time + core::Duration::minutes(1);
    ASSERT_TRUE(session.on_candle({made, time}));
  }
  core::Timestamp time;
  ScriptedStrategy strategy;
  trading::Engine engine{{{}, {}, money("1000")}, strategy};
  CandleFillModel venue{{}, {}};
  MemoryJournal journal;
  CandleSession session{engine, venue, journal};
};

TEST(CandleSession, GuardsTheEntryCandleItself) {
  World world{{Signal::enter}};
  world.candle("100", "100", "100", "100");
  world.candle("100", "100", "97", "99");  // bought at 100, stopped at 98 in the same candle
  ASSERT_EQ(world.journal.trades.size(), 1U);
  EXPECT_EQ(world.journal.trades[0].reason, trading::ExitReason::stop_loss);
  EXPECT_EQ(world.journal.trades[0].exit_price, price("98"));
}

TEST(CandleSession, SellsAtTheNextOpenBeforeThatCandlesStop) {
  World world{{Signal::enter, Signal::none, Signal::exit}};
  world.candle("100", "100", "100", "100");
  world.candle("100", "101", "99", "100");
  world.candle("100", "101", "99", "100");
  world.candle("97", "97", "90", "91");
  ASSERT_EQ(world.journal.trades.size(), 1U);
  EXPECT_EQ(world.journal.trades[0].reason, trading::ExitReason::signal);
  EXPECT_EQ(world.journal.trades[0].exit_price, price("97"));
}

TEST(CandleSession, CountsAnEntrySignalOfTheCloseWhoseCandleStoppedUsOut) {
  World world{{Signal::enter, Signal::enter}};
  world.candle("100", "100", "100", "100");
  world.candle("100", "100", "97", "99");
  EXPECT_EQ(world.engine.phase(), trading::Phase::entering);
  world.candle("99", "99", "99", "99");
  EXPECT_EQ(world.journal.fills.back().price, price("99"));
}

TEST(CandleSession, CarriesNothingOutThatTheJournalDidNotTake) {
  World world{{Signal::enter}};
  world.journal.fails = true;
  const market::Candle candle{{}, price("100"), price("100"), price("100"), price("100"), 1};
  const auto outcome = world.session.on_candle({candle, {}});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, "disk.full");
  EXPECT_FALSE(world.venue.waits_for_open());
}

TEST(CandleSession, ShowsTheVenueAfterARestartWhatWasStillOut) {
  World before{{Signal::enter}};
  before.candle("100", "100", "100", "100");
  World after{{}};
  after.engine.restore(before.engine.state());
  ASSERT_TRUE(after.session.start({}, trading::Incarnation{2}));
  after.time = before.time;
  after.candle("101", "101", "101", "101");
  EXPECT_EQ(after.journal.fills.at(0).price, price("101"));
  EXPECT_EQ(after.engine.phase(), trading::Phase::guarded);
}

TEST(CandleSession, SellsAtOnceWhatTheVenueWillNotProtectAfterARestart) {
  World before{{Signal::enter}};
  before.candle("100", "100", "100", "100");
  before.candle("100", "100", "100", "100");
  ASSERT_EQ(before.engine.phase(), trading::Phase::guarded);
  World after{{}};
  market::Instrument coarse;
  coarse.tick_size = price("5");  // the stop at 98 is no multiple of it
  after.venue = CandleFillModel{coarse, {}};
  after.engine.restore(before.engine.state());
  ASSERT_TRUE(after.session.start({}, trading::Incarnation{2}));
  after.time = before.time;
  after.candle("101", "101", "101", "101");
  ASSERT_EQ(after.journal.trades.size(), 1U);
  EXPECT_EQ(after.journal.trades[0].reason, trading::ExitReason::protection_refused);
  EXPECT_EQ(after.engine.phase(), trading::Phase::flat);
}

TEST(CandleSession, FinishesAnExitWhoseCancelWasNotAnsweredBeforeARestart) {
  World before{{Signal::enter, Signal::none}};
  before.candle("100", "100", "100", "100");
  before.candle("100", "100", "100", "100");
  auto state = before.engine.state();
  const auto protection = trading::order_of(state.open_orders.at(0).command);
  state.phase = trading::Phase::releasing;
  state.pending_cancel = trading::CancelOrder{protection, before.time};
  World after{{}};
  after.engine.restore(state);
  ASSERT_TRUE(after.session.start({}, trading::Incarnation{2}));
  after.time = before.time;
  after.candle("101", "101", "101", "101");
  ASSERT_EQ(after.journal.trades.size(), 1U);
  EXPECT_EQ(after.journal.trades[0].reason, trading::ExitReason::signal);
}

std::vector<market::Candle> random_candles() {
  std::vector<market::Candle> candles;
  std::int64_t last = 1'000'000;
  const auto count = *rc::gen::inRange<std::int64_t>(1, 120);
  for (std::int64_t i = 0; i < count; ++i) {
    const auto near = [&] {
      return std::max<std::int64_t>(1, last + *rc::gen::inRange<std::int64_t>(-90'000, 90'001));
    };
    const std::int64_t open = near();
    const std::int64_t close = near();
    const std::int64_t high = std::max(open, close) + *rc::gen::inRange<std::int64_t>(0, 80'000);
    const std::int64_t low = std::max<std::int64_t>(
        1, std::min(open, close) - *rc::gen::inRange<std::int64_t>(0, 80'000));
    const auto p = [](std::int64_t units) { return core::Price::from_units(units * 1'000); };
    candles.push_back(
        {core::Timestamp::from_us(i * 60'000'000), p(open), p(high), p(low), p(close), 1});
    last = close;
  }
  return candles;
}

RC_GTEST_PROP(CandleSession, ConservesCashBaseAndFeesAndNeverOversellsOrOverdraws, ()) {
  strategy::SmaCross strategy{1, 2};
  trading::RiskLimits limits;
  limits.max_position_size =
      core::Ratio::from_units(*rc::gen::inRange<std::int64_t>(1, 100'000'001));
  Costs costs;
  costs.fee = core::Ratio::from_units(*rc::gen::inRange<std::int64_t>(0, 2'000'000));
  costs.slippage = core::Ratio::from_units(*rc::gen::inRange<std::int64_t>(0, 2'000'000));
  costs.commission_in = *rc::gen::element(CommissionIn::quote, CommissionIn::received);
  limits.fee_reserve = costs.fee;
  trading::Engine engine{{{}, limits, money("1000")}, strategy};
  CandleFillModel venue{{}, costs};
  MemoryJournal journal;
  CandleSession session{engine, venue, journal};
  for (const auto& candle : random_candles()) {
    RC_ASSERT(session.on_candle({candle, candle.open_time}).has_value());
    RC_ASSERT(!engine.portfolio().cash().is_negative());
    RC_ASSERT(!engine.portfolio().base().is_negative());
    RC_ASSERT(engine.phase() != trading::Phase::unprotected);
  }
  core::Money cash = money("1000");
  core::Int128 base = 0;
  for (const auto& fill : journal.fills) {
    const bool bought =
        fill.quote == core::notional(fill.price, fill.quantity, core::Rounding::ceiling) &&
        fill.leg == trading::Leg::none && base == 0;
    cash = bought ? cash - fill.quote : cash + fill.quote;
    base += bought ? fill.quantity.units() : -core::Int128{fill.quantity.units()};
    if (fill.commission_asset == "USDT") cash -= fill.commission;
    if (fill.commission_asset == "BTC") base -= fill.commission.units();
  }
  RC_ASSERT(engine.portfolio().cash() == cash);
  RC_ASSERT(core::Int128{engine.portfolio().base().units()} == base);
}

}  // namespace
}  // namespace atb::exchange
