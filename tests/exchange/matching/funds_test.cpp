#include "exchange/matching/funds.h"

#include <gtest/gtest.h>

#include "exchange/support/desk.h"

namespace atb::exchange {
namespace {

using test::Desk;
using test::money;

TEST(Funds, FollowTheTypeAndTheBook) {
  Desk desk;
  desk.place(Desk::limit(desk.bob, Side::sell, "1", "100"));
  desk.place(Desk::limit(desk.bob, Side::sell, "1", "110"));
  const auto& market = *desk.exchange.market("AB");
  EXPECT_EQ(funds_for(market, Desk::limit(0, Side::buy, "2", "90")), money("180"));
  EXPECT_EQ(funds_for(market, Desk::limit(0, Side::sell, "2", "90")), money("2"));
  EXPECT_EQ(funds_for(market, Desk::market(0, Side::buy, "1.5")), money("155"));
  EXPECT_EQ(funds_for(market, Desk::stop(0, OrderType::stop_loss, Side::buy, "1", "120")),
            money("120"));
  auto budget = Desk::market(0, Side::buy, "1");
  budget.quantity = {};
  budget.quote_quantity = money("50");
  EXPECT_EQ(funds_for(market, budget), money("50"));
}

}  // namespace
}  // namespace atb::exchange
