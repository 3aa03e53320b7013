#include <gtest/gtest.h>

#include "trading/engine.h"
#include "trading/support/amounts.h"
#include "trading/support/scripted_strategy.h"

namespace atb::trading {
namespace {

using namespace testing;
using strategy::Signal;

OrderFilled fill_of(const Command& command, const char* at, const char* size, const char* fee,
                    std::string fee_asset) {
  OrderFilled fill;
  fill.order = order_of(command);
  fill.trade_id = static_cast<std::int64_t>(order_of(command).number);
  fill.price = price(at);
  fill.quantity = quantity(size);
  fill.quote = core::notional(fill.price, fill.quantity, core::Rounding::half_to_even);
  fill.commission = money(fee);
  fill.commission_asset = std::move(fee_asset);
  fill.order_filled = fill.quantity;
  fill.completes = true;
  return fill;
}

CandleClosed close_at(const char* close) {
  CandleClosed closed;
  closed.candle.close = price(close);
  return closed;
}

market::Instrument lots_of_a_hundredth() {
  market::Instrument instrument;
  instrument.lot_step = quantity("0.01");
  instrument.notional_min = money("5");
  return instrument;
}

TEST(Dust, StaysInTheBooksAndIsSoldWithTheNextPosition) {
  ScriptedStrategy strategy{{Signal::enter, Signal::enter}};
  Engine engine{{lots_of_a_hundredth(), {}, money("1000")}, strategy};
  const auto buy = engine.on(close_at("100")).commands.at(0);
  const auto protection = engine.on(fill_of(buy, "100", "1", "0.001", "BTC")).commands.at(0);
  EXPECT_EQ(std::get<PlaceProtection>(protection).quantity, quantity("0.99"));
  auto sold = fill_of(protection, "98", "0.99", "0", "USDT");
  sold.leg = Leg::stop_loss;
  engine.on(sold);
  EXPECT_EQ(engine.portfolio().base(), quantity("0.009"));
  EXPECT_EQ(engine.phase(), Phase::flat);

  const auto second = engine.on(close_at("100")).commands.at(0);
  const auto guarded = engine.on(fill_of(second, "100", "1", "0.001", "BTC")).commands.at(0);
  EXPECT_EQ(std::get<PlaceProtection>(guarded).quantity, quantity("1"));
}

TEST(Dust, EndsATradeOfWhichNothingCanBeSold) {
  ScriptedStrategy strategy{{Signal::enter}};
  Engine engine{{lots_of_a_hundredth(), {}, money("1000")}, strategy};
  const auto buy = engine.on(close_at("100")).commands.at(0);
  const auto& output = engine.on(fill_of(buy, "10000", "0.01", "0.00001", "BTC"));
  ASSERT_EQ(output.trades.size(), 1U);
  EXPECT_EQ(output.trades[0].reason, ExitReason::dust);
  EXPECT_EQ(engine.phase(), Phase::flat);
  EXPECT_EQ(engine.portfolio().base(), quantity("0.00999"));
}

TEST(Dust, EndsATradeWhoseExitTheExchangeRefusesAsTooSmall) {
  ScriptedStrategy strategy{{Signal::enter}};
  Engine engine{{lots_of_a_hundredth(), {}, money("1000")}, strategy};
  const auto buy = engine.on(close_at("100")).commands.at(0);
  const auto protection = engine.on(fill_of(buy, "100", "0.04", "0", "USDT")).commands.at(0);
  const auto sell =
      engine.on(OrderRejected{order_of(protection), {}, "-1013", "NOTIONAL"}).commands.at(0);
  engine.on(OrderRejected{order_of(sell), {}, "-1013", "NOTIONAL"});
  CandleClosed closed;
  closed.candle.close = price("100");
  const auto& output = engine.on(closed);
  ASSERT_EQ(output.trades.size(), 1U);
  EXPECT_EQ(output.trades[0].reason, ExitReason::dust);
  EXPECT_EQ(engine.phase(), Phase::flat);
}

}  // namespace
}  // namespace atb::trading
