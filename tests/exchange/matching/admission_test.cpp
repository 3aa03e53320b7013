#include "exchange/matching/admission.h"

#include <gtest/gtest.h>

#include "exchange/support/desk.h"

namespace atb::exchange {
namespace {

using test::Desk;

TEST(Admission, OpenOrdersCountForTheFilters) {
  Desk desk;
  auto rules = test::plain_rules();
  rules.orders_max = 2;
  rules.lists_max = 1;
  ASSERT_TRUE(desk.exchange.set_rules(rules));
  desk.place(Desk::limit(desk.alice, Side::buy, "1", "90"));
  auto profit = Desk::limit(desk.alice, Side::sell, "1", "110");
  profit.type = OrderType::limit_maker;
  const PlaceList pair{
      ListKind::oco,
      "",
      {profit, Desk::stop(desk.alice, OrderType::stop_loss, Side::sell, "1", "80")}};
  EXPECT_EQ(desk.exchange.place_list(pair, desk.now, desk.events).error().message,
            "Filter failure: MAX_NUM_ORDERS");
  desk.place(Desk::limit(desk.alice, Side::buy, "1", "90"));
  EXPECT_EQ(desk.refusal(Desk::limit(desk.alice, Side::buy, "1", "90")), -1013);
  EXPECT_EQ(desk.refusal(Desk::limit(desk.bob, Side::buy, "1", "90")), 0);
}

TEST(Admission, TwoOrdersOfAListNeedIdsOfTheirOwn) {
  Desk desk;
  auto first = Desk::limit(desk.alice, Side::buy, "1", "90");
  first.client_id = "same";
  auto second = Desk::limit(desk.alice, Side::sell, "1", "110");
  second.client_id = "same";
  EXPECT_EQ(desk.exchange.place_list({ListKind::oto, "", {first, second}}, desk.now, desk.events)
                .error()
                .message,
            "Duplicate order sent.");
}

}  // namespace
}  // namespace atb::exchange
