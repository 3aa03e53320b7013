#include "exchange/matching/settlement.h"

#include <gtest/gtest.h>

#include "exchange/support/desk.h"

namespace atb::exchange {
namespace {

using test::price;
using test::quantity;

TEST(Settlement, WhatIsLockedIsTheWorthRoundedUp) {
  Order order;
  order.price = price("0.00000003");
  order.quantity = quantity("0.5");
  EXPECT_EQ(needed_lock(order), test::money("0.00000002"));
  order.side = Side::sell;
  EXPECT_EQ(needed_lock(order), test::money("0.5"));
  order.executed = quantity("0.2");
  EXPECT_EQ(needed_lock(order), test::money("0.3"));
}

TEST(Settlement, BothAccountsAndEverybodyAreTold) {
  test::Desk desk;
  desk.place(test::Desk::limit(desk.bob, Side::sell, "1", "100"));
  desk.events.clear();
  desk.place(test::Desk::limit(desk.alice, Side::buy, "1", "100"));
  std::vector<AccountId> told;
  std::vector<PublicTrade> published;
  for (const auto& event : desk.events) {
    if (const auto* const report = std::get_if<ExecutionReport>(&event); report && report->trade)
      told.push_back(report->trade->account);
    if (const auto* const trade = std::get_if<PublicTrade>(&event)) published.push_back(*trade);
  }
  EXPECT_EQ(told, (std::vector{desk.alice, desk.bob}));
  ASSERT_EQ(published.size(), 1U);
  EXPECT_FALSE(published[0].buyer_is_maker);
  EXPECT_EQ(published[0].quote, test::money("100"));
}

}  // namespace
}  // namespace atb::exchange
