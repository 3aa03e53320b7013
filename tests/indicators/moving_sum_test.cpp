#include "indicators/moving_sum.h"

#include <limits>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::indicators {
namespace {

core::Price price(std::int64_t units) {
  return core::Price::from_units(units);
}

TEST(MovingSum, IsReadyAfterItsLengthAndForgetsTheOldest) {
  MovingSum sum{3};
  for (const int units : {1, 2}) sum.push(price(units));
  EXPECT_FALSE(sum.ready());
  sum.push(price(3));
  EXPECT_TRUE(sum.ready());
  EXPECT_EQ(static_cast<std::int64_t>(sum.units()), 6);
  sum.push(price(10));
  EXPECT_EQ(static_cast<std::int64_t>(sum.units()), 15);
}

TEST(MovingSum, AveragesForDisplay) {
  MovingSum sum{2};
  sum.push(price(100'000'000));
  sum.push(price(200'000'000));
  EXPECT_DOUBLE_EQ(sum.average(), 1.5);
}

TEST(MovingSum, DoesNotOverflowOnTheLargestPrices) {
  MovingSum sum{2};
  sum.push(price(std::numeric_limits<std::int64_t>::max()));
  sum.push(price(std::numeric_limits<std::int64_t>::max()));
  EXPECT_TRUE(sum.units() == core::Int128{std::numeric_limits<std::int64_t>::max()} * 2);
}

RC_GTEST_PROP(MovingSum, EqualsTheSumOfTheLastPricesWhateverCameBefore, ()) {
  const auto any_price =
      rc::gen::inRange<std::int64_t>(0, std::numeric_limits<std::int64_t>::max());
  const auto prices = *rc::gen::container<std::vector<std::int64_t>>(any_price);
  const auto length = *rc::gen::inRange<std::size_t>(1, 12);
  MovingSum sum{length};
  core::Int128 changes = 0;
  for (const auto units : prices) changes += sum.push(price(units));
  core::Int128 expected = 0;
  const std::size_t first = prices.size() > length ? prices.size() - length : 0;
  for (std::size_t i = first; i < prices.size(); ++i) expected += prices[i];
  RC_ASSERT(sum.units() == expected);
  RC_ASSERT(changes == expected);
}

}  // namespace
}  // namespace atb::indicators
