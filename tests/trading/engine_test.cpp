#include "trading/engine.h"

#include <gtest/gtest.h>

#include "trading/support/amounts.h"
#include "trading/support/scripted_strategy.h"

namespace atb::trading {
namespace {

using namespace testing;
using strategy::Signal;

/// An engine whose venue is the test: it is asked for commands and told what became of them.
class EngineTest : public ::testing::Test {
 protected:
  std::vector<Command> close_candle() {
    market::Candle candle;
    candle.open_time = now;
    candle.open = candle.high = candle.low = candle.close = price("100");
    now = now + core::Duration::minutes(1);
    return engine.on(CandleClosed{candle, now}).commands;
  }
  std::vector<Command> accept(const Command& command) {
    return engine.on(OrderAccepted{order_of(command), now}).commands;
  }
  std::vector<Command> reject(const Command& command) {
    return engine.on(OrderRejected{order_of(command), now, "-1013", "Filter failure"}).commands;
  }
  std::vector<Command> cancelled(const Command& command, const char* filled = "0") {
    return engine.on(OrderCancelled{order_of(command), now, quantity(filled)}).commands;
  }
  OrderFilled fill_of(const Command& command, const char* at, const char* size,
                      bool completes = true, Leg leg = Leg::none) {
    OrderFilled fill;
    fill.order = order_of(command);
    fill.leg = leg;
    fill.time = now;
    fill.trade_id = next_trade++;
    fill.price = price(at);
    fill.quantity = quantity(size);
    fill.quote = core::notional(fill.price, fill.quantity, core::Rounding::half_to_even);
    fill.commission_asset = "USDT";
    fill.order_filled = fill.quantity;
    fill.completes = completes;
    return fill;
  }
  std::vector<Command> fill(const Command& command, const char* at, const char* size,
                            bool completes = true, Leg leg = Leg::none) {
    return engine.on(fill_of(command, at, size, completes, leg)).commands;
  }
  /// Bought one at 100 and guarded by the returned protection.
  Command enter_and_guard() {
    const auto buy = close_candle().at(0);
    accept(buy);
    const auto protection = fill(buy, "100", "1").at(0);
    accept(protection);
    return protection;
  }

  core::Timestamp now = core::Timestamp::from_us(0);
  std::int64_t next_trade = 1;
  ScriptedStrategy strategy{{Signal::enter, Signal::exit, Signal::enter, Signal::exit}};
  Engine engine{{{}, {}, money("1000")}, strategy};
};

TEST_F(EngineTest, BuysTheLimitsShareOnAnEnterSignal) {
  const auto commands = close_candle();
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(describe(commands[0]), "buy market #1 budget 100");
  EXPECT_EQ(engine.phase(), Phase::entering);
}

TEST_F(EngineTest, ProtectsTheFilledQuantityAtOnce) {
  const auto buy = close_candle().at(0);
  EXPECT_TRUE(accept(buy).empty());
  const auto commands = fill(buy, "100", "1");
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(describe(commands[0]), "protect #2 quantity 1 stop 98 target 105");
  EXPECT_EQ(engine.phase(), Phase::protecting);
  accept(commands[0]);
  EXPECT_EQ(engine.phase(), Phase::guarded);
}

TEST_F(EngineTest, TakesTheProtectionBackBeforeItSells) {
  const auto protection = enter_and_guard();
  const auto exit = close_candle();
  ASSERT_EQ(exit.size(), 1U);
  EXPECT_EQ(describe(exit[0]), "cancel #2");
  const auto sell = cancelled(protection);
  ASSERT_EQ(sell.size(), 1U);
  EXPECT_EQ(describe(sell[0]), "sell market #3 quantity 1");
  accept(sell[0]);
  const auto& output = engine.on(fill_of(sell[0], "101", "1"));
  ASSERT_EQ(output.trades.size(), 1U);
  EXPECT_EQ(output.trades[0].reason, ExitReason::signal);
  EXPECT_EQ(output.trades[0].profit, money("1"));
  EXPECT_EQ(engine.phase(), Phase::flat);
}

TEST_F(EngineTest, ClosesTheTradeWithTheReasonOfTheLegThatFilled) {
  const auto protection = enter_and_guard();
  const auto& output = engine.on(fill_of(protection, "98", "1", true, Leg::stop_loss));
  ASSERT_EQ(output.trades.size(), 1U);
  EXPECT_EQ(output.trades[0].reason, ExitReason::stop_loss);
  EXPECT_TRUE(output.commands.empty());
  EXPECT_EQ(engine.portfolio().cash(), money("998"));
}

TEST_F(EngineTest, BooksAFillOnceHoweverOftenItIsTold) {
  const auto buy = close_candle().at(0);
  const auto partial = fill_of(buy, "100", "0.4", false);
  engine.on(partial);
  engine.on(partial);
  EXPECT_EQ(engine.portfolio().base(), quantity("0.4"));
  EXPECT_EQ(engine.ignored_events(), 1U);
}

TEST_F(EngineTest, ProtectsWhatWasBoughtWhenTheRestOfTheEntryExpires) {
  const auto buy = close_candle().at(0);
  EXPECT_TRUE(fill(buy, "100", "0.4", false).empty());
  const auto commands = cancelled(buy, "0.4");
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(describe(commands[0]), "protect #2 quantity 0.4 stop 98 target 105");
}

TEST_F(EngineTest, WaitsForTheFillsThatTheEndOfAnOrderSpeaksOf) {
  const auto buy = close_candle().at(0);
  auto last = fill_of(buy, "100", "0.6");
  last.order_filled = quantity("1");  // the first 0.4 is still on its way
  EXPECT_TRUE(engine.on(last).commands.empty());
  const auto commands = fill(buy, "100", "0.4", false);
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(describe(commands[0]), "protect #2 quantity 1 stop 98 target 105");
  EXPECT_EQ(engine.portfolio().cash(), money("900"));
}

TEST_F(EngineTest, BooksAFillThatComesAfterTheCancelThatCountedIt) {
  const auto buy = close_candle().at(0);
  EXPECT_TRUE(cancelled(buy, "0.4").empty());
  const auto commands = fill(buy, "100", "0.4", false);
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(describe(commands[0]), "protect #2 quantity 0.4 stop 98 target 105");
}

TEST_F(EngineTest, ExitsWhenTheEntryHasEndedIfTheSignalCameBefore) {
  const auto buy = close_candle().at(0);
  EXPECT_TRUE(close_candle().empty());  // exit while the entry is out
  const auto commands = fill(buy, "100", "1");
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(describe(commands[0]), "sell market #2 quantity 1");
}

TEST_F(EngineTest, ReleasesAProtectionAsSoonAsItRestsIfTheSignalCameBefore) {
  const auto buy = close_candle().at(0);
  const auto protection = fill(buy, "100", "1").at(0);
  EXPECT_TRUE(close_candle().empty());  // exit while the protection is on its way
  const auto commands = accept(protection);
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(describe(commands[0]), "cancel #2");
}

TEST_F(EngineTest, IsFlatAgainWhenTheEntryIsRefused) {
  const auto buy = close_candle().at(0);
  EXPECT_TRUE(reject(buy).empty());
  EXPECT_EQ(engine.phase(), Phase::flat);
  EXPECT_EQ(engine.portfolio().cash(), money("1000"));
}

TEST_F(EngineTest, SellsAtMarketWhenTheProtectionIsRefused) {
  const auto buy = close_candle().at(0);
  const auto protection = fill(buy, "100", "1").at(0);
  const auto commands = reject(protection);
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(describe(commands[0]), "sell market #3 quantity 1");
  const auto& output = engine.on(fill_of(commands[0], "99", "1"));
  EXPECT_EQ(output.trades.at(0).reason, ExitReason::protection_refused);
}

TEST_F(EngineTest, TriesARefusedExitAgainAtEachClose) {
  const auto buy = close_candle().at(0);
  const auto sell = reject(fill(buy, "100", "1").at(0)).at(0);
  EXPECT_TRUE(reject(sell).empty());
  EXPECT_EQ(engine.phase(), Phase::unprotected);
  const auto again = close_candle();
  ASSERT_FALSE(again.empty());
  EXPECT_EQ(describe(again[0]), "sell market #4 quantity 1");
}

TEST_F(EngineTest, ProtectsAnewWhenSomebodyElseCancelsTheProtection) {
  const auto protection = enter_and_guard();
  const auto commands = cancelled(protection);
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(describe(commands[0]), "protect #3 quantity 1 stop 98 target 105");
}

TEST_F(EngineTest, LetsTheProtectionsFillWinOverACancelThatCameTooLate) {
  const auto protection = enter_and_guard();
  close_candle();  // exit: the cancel is out
  const auto& output = engine.on(fill_of(protection, "105", "1", true, Leg::take_profit));
  EXPECT_TRUE(output.commands.empty());
  EXPECT_EQ(output.trades.at(0).reason, ExitReason::take_profit);
  EXPECT_EQ(engine.phase(), Phase::flat);
}

TEST_F(EngineTest, IgnoresEventsOfOrdersItDoesNotKnow) {
  const OrderId foreign{Incarnation{99}, OrderNumber{1}};
  EXPECT_TRUE(engine.on(OrderCancelled{foreign, now, {}}).commands.empty());
  EXPECT_TRUE(engine.on(OrderAccepted{foreign, now}).commands.empty());
  EXPECT_EQ(engine.ignored_events(), 2U);
}

TEST_F(EngineTest, RecordsWhatBecameOfEachSignal) {
  enter_and_guard();
  close_candle();  // exit
  market::Candle candle;
  const auto& output = engine.on(CandleClosed{candle, now});  // enter while exiting
  ASSERT_EQ(output.decisions.size(), 1U);
  EXPECT_EQ(output.decisions[0].outcome, Outcome::already_in_position);
}

TEST_F(EngineTest, GoesOnAfterARestartFromTheStateItLeft) {
  const auto protection = enter_and_guard();
  ScriptedStrategy reborn_strategy{{Signal::exit}};
  Engine reborn{{{}, {}, money("1000")}, reborn_strategy};
  reborn.restore(engine.state());
  reborn.on(Started{now, Incarnation{2}});
  EXPECT_EQ(reborn.phase(), Phase::guarded);
  EXPECT_EQ(reborn.portfolio().cash(), money("900"));
  market::Candle candle;
  const auto commands = reborn.on(CandleClosed{candle, now}).commands;
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(order_of(commands[0]), order_of(protection));
}

TEST_F(EngineTest, KeepsACancelThatIsNotAnsweredAndIssuesNoSecondOne) {
  const auto protection = enter_and_guard();
  const auto exit = close_candle().at(0);  // the cancel is recorded, its answer never came
  EXPECT_EQ(Command{engine.state().pending_cancel.value()}, exit);
  ScriptedStrategy reborn_strategy{{}};
  Engine reborn{{{}, {}, money("1000")}, reborn_strategy};
  reborn.restore(engine.state());
  EXPECT_TRUE(reborn.on(Started{now, Incarnation{2}}).commands.empty());
  const auto sell = reborn.on(OrderCancelled{order_of(protection), now, {}}).commands;
  ASSERT_EQ(sell.size(), 1U);
  EXPECT_FALSE(reborn.state().pending_cancel);
}

TEST_F(EngineTest, TakesBackAWaitingEntryThatTheFeeOfARestartWouldOverdraw) {
  ScriptedStrategy all_in_strategy{{Signal::enter}};
  RiskLimits all_in;
  all_in.max_position_size = ratio("1");
  Engine before{{{}, all_in, money("1000")}, all_in_strategy};
  CandleClosed closed;
  closed.candle.close = price("100");
  before.on(closed);
  all_in.fee_reserve = ratio("0.01");
  Engine after{{{}, all_in, money("1000")}, all_in_strategy};
  after.restore(before.state());
  const auto commands = after.on(Started{now, Incarnation{2}}).commands;
  ASSERT_EQ(commands.size(), 1U);
  EXPECT_EQ(describe(commands[0]), "cancel #1");
  after.on(OrderCancelled{order_of(commands[0]), now, {}});
  EXPECT_EQ(after.phase(), Phase::flat);
}

TEST_F(EngineTest, ShowsPastCandlesToTheStrategyWithoutDeciding) {
  market::Candle candle;
  candle.close = price("50");
  engine.warm_up(candle);  // takes the script's enter
  EXPECT_EQ(strategy.candles_seen, 1);
  EXPECT_EQ(engine.phase(), Phase::flat);
  EXPECT_EQ(engine.state().last_candle, kNoCandle);
  EXPECT_TRUE(engine.state().last_close.is_zero());
}

}  // namespace
}  // namespace atb::trading
