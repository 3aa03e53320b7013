#include "binance_simulator/market/tape.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::binance_simulator {
namespace {

constexpr auto kStart = core::Timestamp::from_ms(1'700'000'040'000);

exchange::PublicTrade trade(std::int64_t id, std::int64_t price, std::int64_t quantity,
                            core::Timestamp time, std::uint64_t taker = 0) {
  const auto at = core::Price::from_units(price * core::kUnitsPerOne);
  const auto amount = core::Quantity::from_units(quantity * core::kUnitsPerOne);
  return {"BTCUSDT", id,          at,   amount, core::notional(at, amount, core::Rounding::floor),
          time,      id % 2 == 0, taker};
}

TEST(Tape, CandlesAreTheFoldOfTheirTrades) {
  Tape tape;
  tape.add(trade(1, 100, 1, kStart));
  tape.add(trade(2, 120, 2, kStart + core::Duration::seconds(10)));
  tape.add(trade(3, 90, 1, kStart + core::Duration::seconds(59)));
  tape.add(trade(4, 95, 1, kStart + core::Duration::seconds(60)));
  const auto& minutes = tape.klines(KlineInterval::m1);
  ASSERT_EQ(minutes.size(), 2U);
  EXPECT_EQ(core::to_text(minutes[0].high), "120");
  EXPECT_EQ(core::to_text(minutes[0].close), "90");
  EXPECT_EQ(core::to_text(minutes[0].quote_volume), "430");
  EXPECT_EQ(core::to_text(minutes[0].taker_volume), "2");
  EXPECT_EQ(minutes[0].trades, 3);
  EXPECT_EQ(minutes[1].first_trade, 4);
}

TEST(Tape, TradesOfOneTakerAtOnePriceAreOneAggregate) {
  Tape tape;
  tape.add(trade(1, 100, 1, kStart, 7));
  tape.add(trade(2, 100, 2, kStart, 7));
  tape.add(trade(3, 101, 1, kStart, 7));
  tape.add(trade(4, 101, 1, kStart, 8));
  const auto& all = tape.aggregates();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(core::to_text(all[0].quantity), "3");
  EXPECT_EQ(all[0].last, 2);
}

TEST(Tape, AMinuteWithoutATradeIsFlat) {
  Tape tape;
  EXPECT_FALSE(tape.current(KlineInterval::m1, kStart));
  tape.add(trade(1, 100, 1, kStart));
  const auto flat = tape.current(KlineInterval::m1, kStart + core::Duration::minutes(3));
  EXPECT_EQ(core::to_text(flat->open), "100");
  EXPECT_EQ(flat->trades, 0);
}

TEST(Tape, AWindowKnowsWhatWasBefore) {
  Tape tape;
  tape.add(trade(1, 50, 1, kStart));
  tape.add(trade(2, 100, 1, kStart + core::Duration::hours(30)));
  tape.add(trade(3, 110, 1, kStart + core::Duration::hours(31)));
  const auto window =
      tape.window(core::Duration::days(1), kStart + core::Duration::hours(32)).value();
  EXPECT_EQ(core::to_text(window.previous), "50");
  EXPECT_EQ(core::to_text(window.open), "100");
  EXPECT_EQ(core::to_text(window.last), "110");
  EXPECT_EQ(window.trades, 2);
}

RC_GTEST_PROP(Tape, EveryLengthHoldsTheSameVolume, ()) {
  Tape tape;
  core::Money sum;
  auto time = kStart;
  const auto count = *rc::gen::inRange(1, 60);
  for (int i = 1; i <= count; ++i) {
    time = time + core::Duration::milliseconds(*rc::gen::inRange(0, 90'000));
    const auto each = trade(i, *rc::gen::inRange(50, 150), *rc::gen::inRange(1, 9), time);
    sum += each.quote;
    tape.add(each);
  }
  for (std::size_t i = 0; i < kIntervals; ++i) {
    core::Money total;
    for (const auto& kline : tape.klines(static_cast<KlineInterval>(i))) {
      total += kline.quote_volume;
      RC_ASSERT(kline.low <= kline.open && kline.close <= kline.high);
    }
    RC_ASSERT(total == sum);
  }
}

}  // namespace
}  // namespace atb::binance_simulator
