#include "binance_simulator/limits/order_limits.h"

#include <gtest/gtest.h>

namespace atb::binance_simulator {
namespace {

constexpr auto kNow = core::Timestamp::from_ms(1'700'000'040'000);

std::vector<LimitRule> rules() {
  return {{LimitRule::Kind::orders, LimitRule::Unit::second, 10, 3},
          {LimitRule::Kind::orders, LimitRule::Unit::day, 1, 5},
          {LimitRule::Kind::request_weight, LimitRule::Unit::minute, 1, 1}};
}

TEST(OrderLimits, RefuseTheOrderAfterTheLast) {
  OrderLimits limits{rules()};
  limits.placed(0, 3, kNow);
  EXPECT_EQ(limits.check(0, kNow).error().message,
            "Too many new orders; current limit is 3 orders per 10 SECOND.");
  EXPECT_EQ(limits.check(0, kNow).error().code, -1015);
  EXPECT_TRUE(limits.check(1, kNow));
  const auto later = kNow + core::Duration::seconds(10);
  EXPECT_TRUE(limits.check(0, later));
  limits.placed(0, 2, later);
  EXPECT_EQ(limits.check(0, later).error().message,
            "Too many new orders; current limit is 5 orders per 1 DAY.");
}

TEST(OrderLimits, FirstFillsLowerTheCountButNotBelowZero) {
  OrderLimits limits{rules()};
  limits.placed(0, 3, kNow);
  limits.first_fill(0, false, kNow);
  EXPECT_EQ(limits.use(0, kNow).front().count, 2);
  limits.first_fill(0, true, kNow);
  EXPECT_EQ(limits.use(0, kNow).front().count, 0);
  EXPECT_EQ(limits.use(0, kNow).size(), 2U);
}

}  // namespace
}  // namespace atb::binance_simulator
