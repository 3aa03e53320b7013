#include "exchange/candle_fill_model.h"

#include <gtest/gtest.h>

#include "trading/support/amounts.h"

namespace atb::exchange {
namespace {

using namespace trading::testing;
using trading::Event;
using trading::Leg;
using trading::OrderFilled;
using trading::OrderId;

OrderId order(std::uint64_t number) {
  return {{}, trading::OrderNumber{number}};
}

market::Candle candle(const char* open, const char* high, const char* low, const char* close) {
  return {
      core::Timestamp::from_us(60'000'000), price(open), price(high), price(low), price(close), 1};
}

/// A venue, what it answers, and a market that moves when the test says so.
struct Venue {
  explicit Venue(Costs costs = {}, market::Instrument instrument = {})
      : model{std::move(instrument), costs} {}
  void submit(const trading::Command& command) { model.submit(command, events); }
  void trade(const market::Candle& c) {
    model.on_open(c, events);
    model.on_range(c, c.open_time + core::Duration::minutes(1), events);
  }
  const OrderFilled& last_fill() const { return std::get<OrderFilled>(events.back()); }
  std::string last_code() const { return std::get<trading::OrderRejected>(events.back()).code; }

  CandleFillModel model;
  std::vector<Event> events;
};

void guard(Venue& venue, const char* stop = "98", const char* target = "105") {
  venue.submit(trading::PlaceProtection{order(2), {}, quantity("1"), price(stop), price(target)});
}

TEST(CandleFillModel, BuysAtTheNextOpenForTheBudgetWithTheFeeOnTop) {
  Venue venue;
  venue.submit(trading::PlaceMarketBuy{order(1), {}, money("100")});
  EXPECT_TRUE(std::holds_alternative<trading::OrderAccepted>(venue.events.back()));
  venue.trade(candle("300", "301", "299", "300"));
  EXPECT_EQ(venue.last_fill().price, price("300"));
  EXPECT_EQ(venue.last_fill().quantity, quantity("0.33333333"));
  EXPECT_EQ(venue.last_fill().quote, money("99.999999"));
  EXPECT_EQ(venue.last_fill().commission, money("0.1"));  // rounded up
  EXPECT_EQ(venue.last_fill().commission_asset, "USDT");
  EXPECT_TRUE(venue.last_fill().completes);
}

TEST(CandleFillModel, TakesTheCommissionFromWhatIsReceivedWhenAskedTo) {
  Costs costs;
  costs.commission_in = CommissionIn::received;
  Venue venue{costs};
  venue.submit(trading::PlaceMarketBuy{order(1), {}, money("100")});
  venue.trade(candle("100", "100", "100", "100"));
  EXPECT_EQ(venue.last_fill().commission, money("0.001"));
  EXPECT_EQ(venue.last_fill().commission_asset, "BTC");
}

TEST(CandleFillModel, StopsAtTheStopOrAtAnOpenBelowIt) {
  Venue touched;
  guard(touched);
  touched.trade(candle("100", "101", "98", "99"));
  EXPECT_EQ(touched.last_fill().price, price("98"));
  EXPECT_EQ(touched.last_fill().leg, Leg::stop_loss);

  Venue gapped;
  guard(gapped);
  gapped.trade(candle("95", "99", "94", "98"));
  EXPECT_EQ(gapped.last_fill().price, price("95"));
}

TEST(CandleFillModel, TakesTheProfitAtTheTargetOrAtAnOpenAboveIt) {
  Venue touched;
  guard(touched);
  touched.trade(candle("100", "105", "99", "104"));
  EXPECT_EQ(touched.last_fill().price, price("105"));
  EXPECT_EQ(touched.last_fill().leg, Leg::take_profit);

  Venue gapped;
  guard(gapped);
  gapped.trade(candle("107", "108", "106", "107"));
  EXPECT_EQ(gapped.last_fill().price, price("107"));
}

TEST(CandleFillModel, AssumesTheStopWhenOneCandleHoldsBothAndCountsIt) {
  Venue venue;
  guard(venue);
  venue.trade(candle("100", "106", "97", "104"));
  EXPECT_EQ(venue.last_fill().leg, Leg::stop_loss);
  EXPECT_EQ(venue.model.ambiguous_candles(), 1U);
}

TEST(CandleFillModel, LeavesTheProtectionRestingWhileNeitherPriceIsTouched) {
  Venue venue;
  guard(venue);
  const auto answers = venue.events.size();
  venue.trade(candle("100", "104.99999999", "98.00000001", "100"));
  EXPECT_EQ(venue.events.size(), answers);
  venue.trade(candle("100", "105", "100", "100"));
  EXPECT_EQ(venue.last_fill().leg, Leg::take_profit);
}

TEST(CandleFillModel, FillsADueExitAtTheOpenBeforeAnyStop) {
  Venue venue;
  guard(venue);
  venue.submit(trading::CancelOrder{order(2), {}});
  venue.submit(trading::PlaceMarketSell{order(3), {}, quantity("1")});
  venue.trade(candle("97", "99", "90", "91"));
  EXPECT_EQ(venue.last_fill().order, order(3));
  EXPECT_EQ(venue.last_fill().price, price("97"));
}

TEST(CandleFillModel, SlipsMarketAndStopFillsAgainstUsButNotTheTarget) {
  Costs costs;
  costs.slippage = ratio("0.01");
  Venue venue{costs};
  venue.submit(trading::PlaceMarketBuy{order(1), {}, money("101")});
  venue.trade(candle("100", "100", "100", "100"));
  EXPECT_EQ(venue.last_fill().price, price("101"));
  guard(venue);
  venue.trade(candle("100", "100", "98", "99"));
  EXPECT_EQ(venue.last_fill().price, price("97.02"));
  guard(venue);
  venue.trade(candle("100", "105", "100", "105"));
  EXPECT_EQ(venue.last_fill().price, price("105"));
}

TEST(CandleFillModel, RefusesWhatTheFiltersForbidWithBinancesCode) {
  market::Instrument instrument;
  instrument.lot_step = quantity("0.001");
  instrument.tick_size = price("0.01");
  instrument.notional_min = money("5");
  Venue venue{{}, instrument};
  venue.submit(trading::PlaceMarketBuy{order(1), {}, money("4.99")});
  EXPECT_EQ(venue.last_code(), "-1013");
  venue.submit(trading::PlaceMarketSell{order(2), {}, quantity("0.0005")});
  EXPECT_EQ(venue.last_code(), "-1013");
  venue.submit(
      trading::PlaceProtection{order(3), {}, quantity("1"), price("98.001"), price("105")});
  EXPECT_EQ(venue.last_code(), "-1013");
  venue.submit(trading::PlaceProtection{order(4), {}, quantity("0.05"), price("98"), price("105")});
  EXPECT_EQ(venue.last_code(), "-1013");
  EXPECT_FALSE(venue.model.touches(candle("1", "1000", "1", "1")));
}

TEST(CandleFillModel, RefusesAtTheOpenABudgetThatBuysNoWholeStep) {
  market::Instrument instrument;
  instrument.lot_step = quantity("1");
  Venue venue{{}, instrument};
  venue.submit(trading::PlaceMarketBuy{order(1), {}, money("99")});
  venue.trade(candle("100", "100", "100", "100"));
  EXPECT_EQ(venue.last_code(), "-1013");
}

TEST(CandleFillModel, RefusesAMarketSaleBelowTheMinimumAtTheOpen) {
  market::Instrument instrument;
  instrument.notional_min = money("5");
  Venue venue{{}, instrument};
  venue.submit(trading::PlaceMarketSell{order(1), {}, quantity("0.05")});
  venue.trade(candle("99", "100", "99", "100"));
  EXPECT_EQ(venue.last_code(), "-1013");
}

TEST(CandleFillModel, CancelsAWaitingOrderAndConfirmsThatAnUnknownOneIsGone) {
  Venue venue;
  venue.submit(trading::PlaceMarketBuy{order(1), {}, money("10")});
  venue.submit(trading::CancelOrder{order(1), {}});
  EXPECT_TRUE(std::holds_alternative<trading::OrderCancelled>(venue.events.back()));
  EXPECT_FALSE(venue.model.waits_for_open());
  venue.submit(trading::CancelOrder{order(9), {}});
  EXPECT_EQ(std::get<trading::OrderCancelled>(venue.events.back()).order, order(9));
}

}  // namespace
}  // namespace atb::exchange
