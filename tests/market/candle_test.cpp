#include "market/candle.h"

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::market {
namespace {

using core::Price;

Candle sound() {
  return {core::Timestamp::from_ms(0), Price::from_units(20), Price::from_units(40),
          Price::from_units(10),       Price::from_units(30), 1.5};
}

/// The message that the candle is refused with, or "accepted".
std::string verdict(const Candle& candle) {
  const auto result = check(candle);
  if (result) return "accepted";
  EXPECT_EQ(result.error().code, "candle.invalid");
  EXPECT_EQ(result.error().kind, core::ErrorKind::usage);
  return result.error().message;
}

TEST(CandleCheck, AcceptsASoundCandleAndOneThatDidNotMove) {
  EXPECT_EQ(verdict(sound()), "accepted");
  const auto one = Price::from_units(1);
  EXPECT_EQ(verdict({core::Timestamp{}, one, one, one, one, 0}), "accepted");
}

TEST(CandleCheck, NamesTheRuleThatIsBroken) {
  auto candle = sound();
  candle.low = Price{};
  EXPECT_EQ(verdict(candle), "low 0 is not above zero");
  candle = sound();
  candle.low = Price::from_units(21);
  EXPECT_EQ(verdict(candle), "low 0.00000021 is above open 0.0000002 or close 0.0000003");
  candle = sound();
  candle.high = Price::from_units(29);
  EXPECT_EQ(verdict(candle), "high 0.00000029 is below open 0.0000002 or close 0.0000003");
}

TEST(CandleCheck, RefusesAVolumeThatIsNoAmount) {
  for (const double volume :
       {-1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    auto candle = sound();
    candle.volume = volume;
    EXPECT_EQ(verdict(candle), "volume is negative or not a number");
  }
}

RC_GTEST_PROP(CandleCheck, AcceptsExactlyTheOrderedPositivePrices, ()) {
  const auto prices =
      *rc::gen::container<std::vector<std::int64_t>>(4, rc::gen::inRange<std::int64_t>(-2, 6));
  const Candle candle{core::Timestamp{},
                      Price::from_units(prices[0]),
                      Price::from_units(prices[1]),
                      Price::from_units(prices[2]),
                      Price::from_units(prices[3]),
                      0};
  const auto [lowest, highest] = std::minmax_element(prices.begin(), prices.end());
  const bool sound = *lowest > 0 && prices[2] == *lowest && prices[1] == *highest;
  RC_ASSERT(check(candle).has_value() == sound);
}

}  // namespace
}  // namespace atb::market
