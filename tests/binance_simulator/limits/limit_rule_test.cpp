#include "binance_simulator/limits/limit_rule.h"

#include <gtest/gtest.h>

namespace atb::binance_simulator {
namespace {

TEST(LimitRule, IntervalsBeginWithTheCalendar) {
  const LimitRule minute{LimitRule::Kind::request_weight, LimitRule::Unit::minute, 1, 10};
  const auto late = core::Timestamp::from_ms(59'999);
  EXPECT_EQ(minute.end_at(late), core::Timestamp::from_ms(60'000));
  EXPECT_NE(minute.interval_at(late), minute.interval_at(core::Timestamp::from_ms(60'000)));
  const LimitRule ten{LimitRule::Kind::orders, LimitRule::Unit::second, 10, 10};
  EXPECT_EQ(ten.end_at(late), core::Timestamp::from_ms(60'000));
  EXPECT_EQ(ten.end_at(core::Timestamp::from_ms(3'000)), core::Timestamp::from_ms(10'000));
}

TEST(LimitRule, HasBinancesWords) {
  EXPECT_EQ(to_text(LimitRule::Kind::request_weight), "REQUEST_WEIGHT");
  EXPECT_EQ(to_text(LimitRule::Unit::day), "DAY");
  EXPECT_EQ(letter_of(LimitRule::Unit::second), 'S');
  EXPECT_EQ(standard_limits().size(), 5U);
}

}  // namespace
}  // namespace atb::binance_simulator
