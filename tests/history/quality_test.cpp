#include "history/quality.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "history/support/fixture.h"

namespace atb::history {
namespace {

using core::Duration;
using core::Timestamp;
using market::CandleColumns;
using ::testing::HasSubstr;

constexpr Duration kMinute = Duration::minutes(1);

/// Closes that wander within one part in a thousand.
CandleColumns quiet(int count) {
  CandleColumns columns;
  for (int i = 0; i < count; ++i) {
    const auto price = core::Price::from_units(100'000'000 + i * i * 37 % 101 * 1'000);
    columns.push_back({Timestamp::from_us(i * kMinute.us()), price, price, price, price, 1});
  }
  return columns;
}

void append(CandleColumns& columns, int minute) {
  const auto candle = columns.view()[columns.size() - 1];
  columns.push_back({Timestamp::from_us(minute * kMinute.us()), candle.open, candle.high,
                     candle.low, candle.close, candle.volume});
}

TEST(Quality, FindsNothingInCleanCandles) {
  const auto report = examine(quiet(100).view(), kMinute);
  EXPECT_TRUE(report.clean());
  EXPECT_EQ(report.rows, 100U);
  EXPECT_EQ(report.zero_volume, 0U);
  EXPECT_TRUE(examine({}, kMinute).clean());
}

TEST(Quality, CountsGapsAndTheCandlesMissingInThem) {
  auto candles = quiet(10);
  append(candles, 12);
  append(candles, 20);
  const auto report = examine(candles.view(), kMinute);
  EXPECT_EQ(report.gaps, 2U);
  EXPECT_EQ(report.missing, 2U + 7U);
  EXPECT_EQ(report.longest_gap, 7U);
  ASSERT_EQ(report.first_gaps.size(), 2U);
  EXPECT_EQ(report.first_gaps[0].first_missing, Timestamp::from_us(10 * kMinute.us()));
  EXPECT_EQ(report.first_gaps[1].candles, 7U);
  EXPECT_FALSE(report.clean());
}

TEST(Quality, ListsOnlyTheFirstGapsButCountsAll) {
  auto candles = quiet(1);
  for (int i = 1; i <= 30; ++i) append(candles, 2 * i);
  const auto report = examine(candles.view(), kMinute);
  EXPECT_EQ(report.gaps, 30U);
  EXPECT_EQ(report.first_gaps.size(), kQualityListMax);
}

TEST(Quality, CountsDuplicatesAndDisorderAndExaminesTheRestInOrder) {
  auto candles = quiet(10);
  for (const int minute : {12, 11, 10, 12}) append(candles, minute);
  const auto report = examine(candles.view(), kMinute);
  EXPECT_EQ(report.rows, 14U);
  EXPECT_EQ(report.duplicates, 1U);
  EXPECT_EQ(report.disordered, 2U);
  EXPECT_EQ(report.gaps, 0U);
}

TEST(Quality, CountsOpenTimesOffTheGrid) {
  auto candles = quiet(10);
  candles.open_time[4] += 1'000'000;
  EXPECT_EQ(examine(candles.view(), kMinute).misaligned, 1U);
  CandleColumns weeks;  // Binance's weeks start on Mondays, the epoch was a Thursday
  for (const int day : {4, 11, 18}) {
    const auto price = core::Price::from_units(1);
    weeks.push_back({Timestamp::from_us(Duration::days(day).us()), price, price, price, price, 1});
  }
  EXPECT_EQ(examine(weeks.view(), Duration::days(7)).misaligned, 0U);
}

TEST(Quality, CountsCandlesWithoutVolume) {
  auto candles = quiet(10);
  candles.volume[3] = 0;
  EXPECT_EQ(examine(candles.view(), kMinute).zero_volume, 1U);
}

TEST(Quality, TakesAMoveThatIsTakenBackForABadPrintAndOneThatLastsForACrash) {
  auto candles = quiet(200);
  candles.close[50] = candles.close[50] * 9 / 10;
  const auto report = examine(candles.view(), kMinute);
  ASSERT_EQ(report.outliers, 1U);
  EXPECT_EQ(report.first_outliers[0].open_time, Timestamp::from_us(50 * kMinute.us()));
  EXPECT_NEAR(report.first_outliers[0].move, -0.1, 0.001);

  auto crash = quiet(200);
  for (std::size_t i = 50; i < 200; ++i) crash.close[i] = crash.close[i] * 9 / 10;
  EXPECT_EQ(examine(crash.view(), kMinute).outliers, 0U);
}

TEST(Quality, JudgesNoMoveAcrossAGap) {
  auto candles = quiet(100);
  for (std::size_t i = 50; i < 100; ++i) candles.open_time[i] += kMinute.us();
  candles.close[50] = candles.close[50] * 9 / 10;
  EXPECT_EQ(examine(candles.view(), kMinute).outliers, 0U);
}

TEST(Quality, RefusesAnIntervalThatTheCandlesDoNotHave) {
  EXPECT_TRUE(check_interval(quiet(100).view(), kMinute));
  EXPECT_TRUE(check_interval(quiet(1).view(), Duration::hours(1)));
  const auto outcome = check_interval(quiet(100).view(), Duration::hours(1));
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().message, "the candles are 1m apart, not 1h");
}

TEST(Quality, AcceptsAnIntervalWithManyGaps) {
  auto candles = quiet(60);
  for (int i = 0; i < 40; ++i) append(candles, 100 + 5 * i);
  EXPECT_TRUE(check_interval(candles.view(), kMinute));
}

}  // namespace
}  // namespace atb::history
