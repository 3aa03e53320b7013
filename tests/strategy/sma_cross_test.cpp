#include "strategy/sma_cross.h"

#include <vector>

#include <gtest/gtest.h>

namespace atb::strategy {
namespace {

std::vector<Signal> signals(SmaCross& strategy, const std::vector<std::int64_t>& closes) {
  std::vector<Signal> answer;
  for (const auto close : closes) {
    market::Candle candle;
    candle.close = core::Price::from_units(close);
    answer.push_back(strategy.on_candle(candle));
  }
  return answer;
}

TEST(SmaCross, GivesItsFirstSignalOnlyWhenTheCandleBeforeHadBothAverages) {
  SmaCross strategy{1, 3};
  const auto given = signals(strategy, {30, 20, 10, 90});
  EXPECT_EQ(given, (std::vector{Signal::none, Signal::none, Signal::none, Signal::enter}));
  EXPECT_EQ(strategy.warm_up(), 4U);
}

TEST(SmaCross, TakesATieForNeitherSide) {
  SmaCross strategy{1, 2};
  // 10,10: tie; 10,12: above after a tie -> enter; 12,12: tie; 12,10: below after a tie -> exit
  const auto given = signals(strategy, {10, 10, 12, 12, 10});
  EXPECT_EQ(given,
            (std::vector{Signal::none, Signal::none, Signal::enter, Signal::none, Signal::exit}));
}

TEST(SmaCross, ComparesExactlyWhereDoublesWouldRound) {
  // Averages of 3 and 6 that are equal as fractions: no signal may come of rounding.
  SmaCross strategy{3, 6};
  const std::int64_t base = 1'234'567'890'123'456'789;
  const auto given = signals(strategy, {base, base, base, base, base, base, base, base});
  for (const auto signal : given) EXPECT_EQ(signal, Signal::none);
  market::Candle higher;
  higher.close = core::Price::from_units(base + 1);
  EXPECT_EQ(strategy.on_candle(higher), Signal::enter);
}

TEST(SmaCross, ExplainsItsSignalInWords) {
  SmaCross strategy{1, 2};
  signals(strategy, {1'000'000'000, 1'000'000'000});
  EXPECT_EQ(strategy.explain(), "");
  signals(strategy, {1'200'000'000});
  EXPECT_EQ(strategy.explain(), "SMA(1) 12 rose above SMA(2) 11");
}

}  // namespace
}  // namespace atb::strategy
