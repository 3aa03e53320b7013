#include "exchange/matching/pair_lock.h"

#include <gtest/gtest.h>

#include "exchange/support/desk.h"

namespace atb::exchange {
namespace {

TEST(PairLock, AnAmendKeepsWhatTheOtherLegNeeds) {
  test::Desk desk;
  desk.trade_at("100");
  auto dip = test::Desk::limit(desk.alice, Side::buy, "2", "90");
  dip.type = OrderType::limit_maker;
  const auto list = desk.exchange.place_list(
      {ListKind::oco,
       "",
       {test::Desk::stop(desk.alice, OrderType::stop_loss, Side::buy, "2", "110"), dip}},
      desk.now, desk.events);
  ASSERT_TRUE(list);
  EXPECT_EQ(desk.balance(desk.alice, "B"), "780+220");
  ASSERT_TRUE(desk.exchange.amend(
      {{desk.alice, "AB", list->orders[1], ""}, test::quantity("1"), ""}, desk.now, desk.events));
  EXPECT_EQ(desk.balance(desk.alice, "B"), "780+220");
  desk.place(test::Desk::limit(desk.bob, Side::sell, "1", "90"));
  EXPECT_EQ(desk.balance(desk.alice, "B"), "910+0");
}

}  // namespace
}  // namespace atb::exchange
