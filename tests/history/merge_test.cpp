#include "history/merge.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "history/support/fixture.h"

namespace atb::history {
namespace {

using market::CandleColumns;
using ::testing::HasSubstr;

CandleColumns rows_of(const std::set<int>& minutes) {
  CandleColumns columns;
  for (const int minute : minutes) {
    const auto one = test::full_minutes(minute, 1);
    columns.push_back(one.view()[0]);
    columns.quote_volume.push_back(one.quote_volume[0]);
    columns.trades.push_back(one.trades[0]);
    columns.taker_buy_base.push_back(one.taker_buy_base[0]);
  }
  return columns;
}

RC_GTEST_PROP(Merge, IsTheUnionOfTheRows, ()) {
  const auto some = rc::gen::container<std::set<int>>(rc::gen::inRange(1, 60));
  const std::set<int> a = *some;
  const std::set<int> b = *some;
  std::set<int> both = a;
  both.insert(b.begin(), b.end());
  CandleColumns base = rows_of(a);
  const auto count = merge(base, rows_of(b).view());
  RC_ASSERT(count.has_value());
  RC_ASSERT(count->added == both.size() - a.size());
  RC_ASSERT(count->known == a.size() + b.size() - both.size());
  test::expect_same(base.view(), rows_of(both).view());
}

TEST(Merge, NamesTimeColumnAndBothValuesOfAConflictAndChangesNothing) {
  CandleColumns base = test::full_minutes(1, 10);
  CandleColumns other = test::full_minutes(5, 10);
  other.close[2] += 3;
  const auto outcome = merge(base, other.view());
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, "candles.conflict");
  EXPECT_EQ(outcome.error().message,
            "the candle of 1970-01-01T00:07:00Z has close 1.00000008 before and 1.00000011 now");
  test::expect_same(base.view(), test::full_minutes(1, 10).view());
}

TEST(Merge, ComparesEveryColumn) {
  const auto conflict = [](auto change) {
    CandleColumns base = test::full_minutes(1, 3);
    CandleColumns other = base;
    change(other);
    const auto outcome = merge(base, other.view());
    return outcome ? "" : outcome.error().message;
  };
  EXPECT_THAT(conflict([](auto& c) { c.open[1] += 1; }), HasSubstr("open 1.00000002 before"));
  EXPECT_THAT(conflict([](auto& c) { c.high[1] += 1; }), HasSubstr("high "));
  EXPECT_THAT(conflict([](auto& c) { c.low[1] += 1; }), HasSubstr("low "));
  EXPECT_THAT(conflict([](auto& c) { c.volume[1] = 9; }), HasSubstr("volume 0.2 before and 9 now"));
  EXPECT_THAT(conflict([](auto& c) { c.quote_volume[1] = 9; }), HasSubstr("quote_volume "));
  EXPECT_THAT(conflict([](auto& c) { c.trades[1] = 9; }), HasSubstr("trades 2 before and 9 now"));
  EXPECT_THAT(conflict([](auto& c) { c.taker_buy_base[1] = 9; }), HasSubstr("taker_buy_base "));
}

TEST(Merge, RefusesOtherOptionalColumns) {
  CandleColumns base = test::full_minutes(1, 3);
  const auto outcome = merge(base, test::minutes(10, 3).view());
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, "candles.columns");
}

}  // namespace
}  // namespace atb::history
