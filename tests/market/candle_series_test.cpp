#include "market/candle_series.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::market {
namespace {

using core::Duration;
using core::Price;
using core::Timestamp;

Candle candle_at(std::int64_t minute) {
  const auto price = [minute](std::int64_t offset) { return Price::from_units(minute + offset); };
  return {Timestamp{} + Duration::minutes(minute),
          price(20),
          price(40),
          price(10),
          price(30),
          static_cast<double>(minute)};
}

CandleColumns minutes(const std::vector<std::int64_t>& list) {
  CandleColumns columns;
  for (const auto minute : list) columns.push_back(candle_at(minute));
  return columns;
}

TEST(CandleColumns, GiveBackTheCandlesThatWereAdded) {
  const auto columns = minutes({1, 2, 5});
  const auto view = columns.view();
  ASSERT_EQ(view.size(), 3U);
  EXPECT_EQ(columns.size(), 3U);
  EXPECT_EQ(view[0], candle_at(1));
  EXPECT_EQ(view[2], candle_at(5));
  EXPECT_TRUE(CandleColumns{}.view().empty());
}

TEST(CandleSeries, BetweenIncludesItsStartAndNotItsEnd) {
  const auto columns = minutes({1, 2, 3, 4});
  const auto part = columns.view().between(Timestamp{} + Duration::minutes(2),
                                           Timestamp{} + Duration::minutes(4));
  ASSERT_EQ(part.size(), 2U);
  EXPECT_EQ(part[0], candle_at(2));
  EXPECT_EQ(part[1], candle_at(3));
}

RC_GTEST_PROP(CandleSeries, BetweenHoldsExactlyTheCandlesOfTheSpan, ()) {
  auto list = *rc::gen::unique<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 50));
  std::sort(list.begin(), list.end());
  const auto from = *rc::gen::inRange<std::int64_t>(-5, 55);
  const auto to = *rc::gen::inRange<std::int64_t>(-5, 55);
  const auto columns = minutes(list);
  const auto part = columns.view().between(Timestamp{} + Duration::minutes(from),
                                           Timestamp{} + Duration::minutes(to));
  std::vector<Candle> expected;
  for (const auto minute : list)
    if (from <= minute && minute < to) expected.push_back(candle_at(minute));
  RC_ASSERT(part.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) RC_ASSERT(part[i] == expected[i]);
}

TEST(CandleSeries, APartKeepsTheOptionalColumnsInStepAndMissingOnesMissing) {
  auto columns = minutes({1, 2, 3});
  columns.trades = {10, 20, 30};
  const auto part = columns.view().subseries(1, 2);
  ASSERT_EQ(part.trades.size(), 2U);
  EXPECT_EQ(part.trades[0], 20);
  EXPECT_EQ(part[0], candle_at(2));
  EXPECT_TRUE(part.quote_volume.empty());
  EXPECT_TRUE(part.taker_buy_base.empty());
}

TEST(CandleSeries, IsAViewOfTheColumnsAndNotACopy) {
  const auto columns = minutes({1, 2, 3});
  EXPECT_EQ(columns.view().subseries(1, 1).close.data(), columns.close.data() + 1);
}

}  // namespace
}  // namespace atb::market
