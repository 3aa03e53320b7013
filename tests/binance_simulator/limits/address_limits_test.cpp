#include "binance_simulator/limits/address_limits.h"

#include <gtest/gtest.h>

namespace atb::binance_simulator {
namespace {

using Kind = LimitRule::Kind;
constexpr auto kNow = core::Timestamp::from_ms(1'700'000'040'000);  // a full minute

class Limits : public ::testing::Test {
 protected:
  AddressLimits limits_{{{Kind::request_weight, LimitRule::Unit::minute, 1, 100},
                         {Kind::connections, LimitRule::Unit::minute, 5, 2}}};
  std::int64_t weight(std::string_view address, core::Timestamp now = kNow) {
    return limits_.use(address, Kind::request_weight, now).front().count;
  }
};

TEST_F(Limits, CountEachAddressAndStartAnewWithTheMinute) {
  EXPECT_FALSE(limits_.request("a", 60, kNow));
  EXPECT_FALSE(limits_.request("b", 60, kNow));
  EXPECT_EQ(weight("a"), 60);
  const auto denial = limits_.request("a", 41, kNow);
  ASSERT_TRUE(denial);
  EXPECT_EQ(denial->status, 429);
  EXPECT_EQ(denial->until, kNow + core::Duration::minutes(1));
  EXPECT_FALSE(limits_.request("a", 41, kNow + core::Duration::minutes(1)));
}

TEST_F(Limits, GiveWeightBack) {
  EXPECT_FALSE(limits_.request("a", 100, kNow));
  limits_.give_back("a", 1, kNow);
  EXPECT_EQ(weight("a"), 99);
  EXPECT_FALSE(limits_.request("a", 1, kNow));
}

TEST_F(Limits, GoingOnLeadsToABanThatGrows) {
  EXPECT_FALSE(limits_.request("a", 100, kNow));
  for (int i = 1; i < AddressLimits::kPatience; ++i)
    EXPECT_EQ(limits_.request("a", 1, kNow)->status, 429);
  const auto ban = limits_.request("a", 1, kNow);
  EXPECT_EQ(ban->status, 418);
  EXPECT_EQ(ban->until, kNow + core::Duration::minutes(2));
  EXPECT_EQ(limits_.request("a", 0, kNow + core::Duration::seconds(119))->status, 418);
  const auto free = kNow + core::Duration::minutes(2);
  EXPECT_FALSE(limits_.request("a", 100, free));
  EXPECT_FALSE(limits_.banned_until("a", free));
  for (int i = 1; i < AddressLimits::kPatience; ++i) EXPECT_TRUE(limits_.request("a", 1, free));
  EXPECT_EQ(limits_.request("a", 1, free)->until, free + core::Duration::minutes(4));
}

TEST_F(Limits, ConnectionsHaveALimitAndAWeight) {
  EXPECT_FALSE(limits_.connect("a", kNow));
  EXPECT_EQ(weight("a"), 2);
  EXPECT_FALSE(limits_.connect("a", kNow));
  EXPECT_TRUE(limits_.connect("a", kNow));
}

TEST_F(Limits, ABanOnDemandHoldsUntilItsEnd) {
  limits_.ban("a", kNow + core::Duration::seconds(1));
  EXPECT_EQ(limits_.connect("a", kNow)->status, 418);
  EXPECT_FALSE(limits_.connect("a", kNow + core::Duration::seconds(1)));
}

}  // namespace
}  // namespace atb::binance_simulator
