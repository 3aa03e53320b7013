#include "binance_simulator/market/kline.h"

#include <gtest/gtest.h>

namespace atb::binance_simulator {
namespace {

core::Timestamp at(const char* text) {
  return core::parse_timestamp(text).value();
}

TEST(Kline, IntervalsHaveBinancesNames) {
  for (std::size_t i = 0; i < kIntervals; ++i) {
    const auto interval = static_cast<KlineInterval>(i);
    EXPECT_EQ(parse_interval(name_of(interval)), interval);
  }
  EXPECT_NE(parse_interval("1m"), parse_interval("1M"));
  EXPECT_FALSE(parse_interval("7m"));
}

TEST(Kline, BeginsWithMinuteMondayAndMonth) {
  const auto time = at("2024-02-29T13:47:31Z");
  EXPECT_EQ(open_time(KlineInterval::m5, time), at("2024-02-29T13:45:00Z"));
  EXPECT_EQ(open_time(KlineInterval::w1, time), at("2024-02-26"));
  EXPECT_EQ(open_time(KlineInterval::mo1, time), at("2024-02-01"));
  EXPECT_EQ(next_open(KlineInterval::mo1, at("2024-02-01")), at("2024-03-01"));
  EXPECT_EQ(next_open(KlineInterval::d3, at("2024-02-01")), at("2024-02-04"));
}

TEST(Kline, MayBeginEastOfUtc) {
  const auto time = at("2024-02-29T17:00:00Z");
  EXPECT_EQ(open_time(KlineInterval::d1, time, core::Duration::hours(8)),
            at("2024-02-29T16:00:00Z"));
}

}  // namespace
}  // namespace atb::binance_simulator
