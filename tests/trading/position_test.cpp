#include "trading/position.h"

#include <gtest/gtest.h>

#include "trading/support/amounts.h"

namespace atb::trading {
namespace {

using namespace testing;

OrderFilled fill(const char* at, const char* size, const char* fee, std::int64_t us = 0) {
  OrderFilled event;
  event.time = core::Timestamp::from_us(us);
  event.price = price(at);
  event.quantity = quantity(size);
  event.quote = core::notional(event.price, event.quantity, core::Rounding::half_to_even);
  event.commission = money(fee);
  return event;
}

TEST(Position, AveragesItsEntriesByQuantity) {
  Position position;
  EXPECT_FALSE(position.is_open());
  position.add_entry(fill("100", "1", "0.1", 5), true);
  position.add_entry(fill("103", "2", "0.2", 6), true);
  EXPECT_TRUE(position.is_open());
  EXPECT_EQ(position.entry_price(), price("102"));
  EXPECT_EQ(position.sums().entry_time.us(), 5);
}

TEST(Position, KeepsTheExactPriceOfATinyFill) {
  Position position;  // the quote amount alone would be rounded to 0.00013753
  position.add_entry(fill("13752.18233851", "0.00000001", "0"), true);
  EXPECT_EQ(position.entry_price(), price("13752.18233851"));
}

TEST(Position, ClosesIntoARoundTripAndIsFlatAgain) {
  Position position;
  position.add_entry(fill("100", "2", "0.2", 1), true);
  position.add_exit(fill("105", "1", "0.1", 2), true);
  position.add_exit(fill("107", "1", "0.1", 3), true);
  const auto trade = position.close(core::Timestamp::from_us(3), ExitReason::take_profit);
  EXPECT_EQ(trade.exit_price, price("106"));
  EXPECT_EQ(trade.cost, money("200"));
  EXPECT_EQ(trade.proceeds, money("212"));
  EXPECT_EQ(trade.fees, money("0.4"));
  EXPECT_EQ(trade.profit, money("11.6"));
  EXPECT_EQ(trade.reason, ExitReason::take_profit);
  EXPECT_FALSE(position.is_open());
}

TEST(Position, LeavesCommissionsInOtherAssetsOutOfTheQuoteProfit) {
  Position position;
  position.add_entry(fill("100", "1", "0.001"), false);
  position.add_exit(fill("100", "0.999", "0"), true);
  EXPECT_EQ(position.close({}, ExitReason::signal).profit, money("-0.1"));
}

TEST(ExitReason, IsReadBackFromItsName) {
  for (const auto reason : {ExitReason::signal, ExitReason::stop_loss, ExitReason::take_profit,
                            ExitReason::protection_refused, ExitReason::dust})
    EXPECT_EQ(parse_exit_reason(describe(reason)).value(), reason);
  EXPECT_FALSE(parse_exit_reason("boredom"));
}

}  // namespace
}  // namespace atb::trading
