#include "trading/command.h"

#include <gtest/gtest.h>

#include "trading/support/amounts.h"

namespace atb::trading {
namespace {

using namespace testing;

const OrderId kOrder{Incarnation{5}, OrderNumber{12}};
const core::Timestamp kTime = core::Timestamp::from_us(1'000);

std::vector<std::uint8_t> bytes(const Command& command) {
  std::vector<std::uint8_t> out;
  append_canonical(command, out);
  return out;
}

TEST(Command, IsWordedForPeople) {
  EXPECT_EQ(describe(PlaceMarketBuy{kOrder, kTime, money("100.5")}), "buy market #12 budget 100.5");
  EXPECT_EQ(describe(PlaceMarketSell{kOrder, kTime, quantity("0.3")}),
            "sell market #12 quantity 0.3");
  EXPECT_EQ(describe(PlaceProtection{kOrder, kTime, quantity("1"), price("98"), price("105")}),
            "protect #12 quantity 1 stop 98 target 105");
  EXPECT_EQ(describe(CancelOrder{kOrder, kTime}), "cancel #12");
}

TEST(Command, CanonicalBytesAreAsDocumented) {
  const auto sell = bytes(PlaceMarketSell{kOrder, kTime, quantity("0.00000003")});
  const std::vector<std::uint8_t> expected{2, 0xE8, 3, 0, 0, 0, 0, 0, 0, 12, 0, 0, 0,
                                           0, 0,    0, 0, 3, 0, 0, 0, 0, 0,  0, 0};
  EXPECT_EQ(sell, expected);
  EXPECT_EQ(bytes(CancelOrder{kOrder, kTime}).size(), 17U);
  EXPECT_EQ(bytes(PlaceMarketBuy{kOrder, kTime, money("1")}).size(), 33U);
  EXPECT_EQ(bytes(PlaceProtection{kOrder, kTime, {}, {}, {}}).size(), 41U);
}

TEST(Command, CanonicalBytesLeaveOutTheIncarnationAndKeepEverythingElse) {
  const OrderId again{Incarnation{6}, OrderNumber{12}};
  EXPECT_EQ(bytes(CancelOrder{kOrder, kTime}), bytes(CancelOrder{again, kTime}));
  EXPECT_NE(bytes(CancelOrder{kOrder, kTime}),
            bytes(CancelOrder{kOrder, kTime + core::Duration::microseconds(1)}));
  EXPECT_NE(bytes(PlaceMarketBuy{kOrder, kTime, money("1")}),
            bytes(PlaceMarketBuy{kOrder, kTime, money("1.00000001")}));
}

TEST(Command, TellsItsOrderAndTime) {
  const Command command = CancelOrder{kOrder, kTime};
  EXPECT_EQ(order_of(command), kOrder);
  EXPECT_EQ(time_of(command), kTime);
}

}  // namespace
}  // namespace atb::trading
