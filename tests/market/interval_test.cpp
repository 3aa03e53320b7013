#include "market/interval.h"

#include <gtest/gtest.h>

namespace atb::market {
namespace {

using core::Duration;

TEST(ParseInterval, ReadsEveryFixedIntervalAndItsNameComesBack) {
  Duration previous;
  for (const auto* name : {"1s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h",
                           "12h", "1d", "3d", "1w"}) {
    const auto interval = parse_interval(name);
    ASSERT_TRUE(interval.has_value()) << name;
    EXPECT_GT(*interval, previous) << name;
    EXPECT_EQ(interval_name(*interval), name);
    previous = *interval;
  }
  EXPECT_EQ(parse_interval("15m"), Duration::minutes(15));
  EXPECT_EQ(parse_interval("1w"), Duration::days(7));
}

TEST(ParseInterval, RefusesTheCalendarMonthAndWhatBinanceDoesNotHave) {
  for (const auto* name : {"1M", "", "1", "m", "10m", "1H", "60s", " 1m", "1m "}) {
    const auto interval = parse_interval(name);
    ASSERT_FALSE(interval.has_value()) << '"' << name << '"';
    EXPECT_EQ(interval.error().code, "interval.unknown");
    EXPECT_EQ(interval.error().kind, core::ErrorKind::usage);
  }
}

TEST(IntervalName, GivesTheSecondsOfAnUnnamedLength) {
  EXPECT_EQ(interval_name(Duration::seconds(90)), "90s");
  EXPECT_EQ(interval_name(Duration::days(30)), "2592000s");
}

}  // namespace
}  // namespace atb::market
