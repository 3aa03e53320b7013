#include "binance/streams/candle_feed.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::binance {
namespace {

using core::Duration;
using core::Timestamp;
constexpr auto kMinute = Duration::minutes(1);
constexpr auto kStart = Timestamp::from_ms(1'700'000'040'000);

Timestamp at(std::int64_t minutes) {
  return kStart + kMinute * minutes;
}
KlineEvent kline(std::int64_t minute, bool closed = true) {
  KlineEvent event;
  event.candle.open_time = at(minute);
  event.closed = closed;
  return event;
}
std::vector<KlineReport> klines(std::int64_t first, std::int64_t last) {
  std::vector<KlineReport> all;
  for (auto i = first; i <= last; ++i) all.push_back({kline(i).candle, {}});
  return all;
}
std::vector<std::int64_t> minutes(const std::vector<market::Candle>& candles) {
  std::vector<std::int64_t> all;
  for (const auto& candle : candles) all.push_back((candle.open_time - kStart).us() / kMinute.us());
  return all;
}

TEST(CandleFeed, DeliversClosedCandlesOnlyAndOnce) {
  CandleFeed feed{kMinute, at(0)};
  feed.on_kline(kline(0, false));
  EXPECT_TRUE(feed.take().empty());
  feed.on_kline(kline(0));
  feed.on_kline(kline(0));
  feed.on_kline(kline(1));
  EXPECT_EQ(minutes(feed.take()), (std::vector<std::int64_t>{0, 1}));
  EXPECT_TRUE(feed.take().empty());
  EXPECT_EQ(feed.next(), at(2));
}

TEST(CandleFeed, AMissedCloseIsAskedFromRestAndComesFirst) {
  CandleFeed feed{kMinute, at(0)};
  feed.on_kline(kline(0));
  EXPECT_EQ(feed.take().size(), 1U);
  feed.on_kline(kline(2));
  EXPECT_TRUE(feed.take().empty());
  EXPECT_EQ(feed.wanted(at(3)), at(1));
  EXPECT_FALSE(feed.wanted(at(3) + Duration::seconds(1)));
  feed.on_klines(at(1), klines(1, 3), at(3) + Duration::seconds(1));
  EXPECT_EQ(minutes(feed.take()), (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(feed.next(), at(3));
}

TEST(CandleFeed, TheOpenCandleOfRestIsNotDelivered) {
  CandleFeed feed{kMinute, at(0)};
  feed.on_klines(at(0), klines(0, 1), at(1) + Duration::seconds(20));
  EXPECT_EQ(minutes(feed.take()), (std::vector<std::int64_t>{0}));
  // It has ended, but REST may lag: final only after a while, or when another follows.
  feed.on_klines(at(1), klines(1, 1), at(2) + Duration::seconds(5));
  EXPECT_TRUE(feed.take().empty());
  feed.on_klines(at(1), klines(1, 1), at(2) + Duration::seconds(31));
  EXPECT_EQ(minutes(feed.take()), (std::vector<std::int64_t>{1}));
}

TEST(CandleFeed, NothingIsAskedWhileNothingCanBeMissing) {
  CandleFeed feed{kMinute, at(0)};
  EXPECT_FALSE(feed.wanted(at(0) + Duration::seconds(59)));
  feed.on_kline(kline(0));
  EXPECT_FALSE(feed.wanted(at(1) + Duration::seconds(30)));
}

TEST(CandleFeed, ALateCloseIsAskedFor) {
  CandleFeed feed{kMinute, at(0)};
  feed.on_kline(kline(0));
  EXPECT_FALSE(feed.wanted(at(2) + Duration::seconds(4)));
  EXPECT_EQ(feed.wanted(at(2) + Duration::seconds(5)), at(1));
}

TEST(CandleFeed, ACandleThatDoesNotExistIsSkippedOnRestsWordOnly) {
  CandleFeed feed{kMinute, at(0)};
  feed.on_kline(kline(3));
  EXPECT_TRUE(feed.take().empty());
  feed.on_klines(at(0), klines(2, 3), at(4));
  EXPECT_EQ(minutes(feed.take()), (std::vector<std::int64_t>{2, 3}));
}

TEST(CandleFeed, AnAnswerThatBeginsLaterProvesNothing) {
  CandleFeed feed{kMinute, at(0)};
  feed.on_klines(at(2), klines(2, 5), at(10));
  EXPECT_TRUE(feed.take().empty());
  EXPECT_EQ(feed.next(), at(0));
}

RC_GTEST_PROP(CandleFeed, BringsEveryCandleOnceAndInOrderWhateverIsLost, ()) {
  CandleFeed feed{kMinute, at(0)};
  std::vector<std::int64_t> seen;
  const auto last = *rc::gen::inRange(1, 40);
  for (std::int64_t i = 0; i < last; ++i) {
    const auto now = at(i + 1) + Duration::seconds(*rc::gen::inRange(0, 50));
    if (*rc::gen::inRange(0, 3) > 0) feed.on_kline(kline(i));
    if (*rc::gen::inRange(0, 4) == 0) feed.on_kline(kline(i));
    if (*rc::gen::inRange(0, 8) == 0) feed.on_reconnected();
    if (const auto start = feed.wanted(now); start && *rc::gen::inRange(0, 2) == 0)
      feed.on_klines(*start, klines((*start - kStart).us() / kMinute.us(), i + 1), now);
    for (const auto minute : minutes(feed.take())) seen.push_back(minute);
  }
  feed.on_reconnected();
  const auto end = at(last) + Duration::seconds(59);
  if (const auto start = feed.wanted(end))
    feed.on_klines(*start, klines((*start - kStart).us() / kMinute.us(), last - 1), end);
  for (const auto minute : minutes(feed.take())) seen.push_back(minute);
  std::vector<std::int64_t> all;
  for (std::int64_t i = 0; i < last; ++i) all.push_back(i);
  RC_ASSERT(seen == all);
}

}  // namespace
}  // namespace atb::binance
