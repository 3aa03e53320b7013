#include "binance/requests/list_calls.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

core::Price price(const char* text) {
  return core::parse_price(text).value();
}
std::string query(const Call& call) {
  core::SecretBuffer out;
  call.parameters.append_query(out);
  return {out.begin(), out.end()};
}
ListLeg profit() {
  return {OrderType::limit_maker, "tp", price("60000"), {}, 0, TimeInForce::gtc};
}
ListLeg loss() {
  return {OrderType::stop_loss, "sl", {}, price("50000"), 0, TimeInForce::gtc};
}
NewOco oco() {
  return {"BTCUSDT", "list", Side::sell, core::parse_quantity("0.1").value(), profit(), loss()};
}
NewOrder working() {
  NewOrder order;
  order.symbol = "BTCUSDT";
  order.client_order_id = "in";
  order.type = OrderType::limit;
  order.price = price("55000");
  order.quantity = core::parse_quantity("0.1").value();
  return order;
}

TEST(ListCalls, AnOcoHasALegAboveAndOneBelow) {
  const auto call = place_oco_call(oco(), Purpose::protect);
  ASSERT_TRUE(call) << call.error().message;
  EXPECT_EQ(call->operation.orders, 2);
  EXPECT_EQ(call->operation.path, "/api/v3/orderList/oco");
  for (const auto* const part :
       {"symbol=BTCUSDT", "listClientOrderId=list", "side=SELL", "quantity=0.1",
        "aboveType=LIMIT_MAKER&aboveClientOrderId=tp&abovePrice=60000",
        "belowType=STOP_LOSS&belowClientOrderId=sl&belowStopPrice=50000"})
    EXPECT_NE(query(*call).find(part), std::string::npos) << part;
}

TEST(ListCalls, TwoLegsOfOneKindAreRefused) {
  auto two_profits = oco();
  two_profits.below = profit();
  two_profits.below.client_order_id = "tp2";
  EXPECT_FALSE(place_oco_call(two_profits, Purpose::protect));
  auto no_trigger = oco();
  no_trigger.below.stop_price = {};
  EXPECT_FALSE(place_oco_call(no_trigger, Purpose::protect));
}

TEST(ListCalls, AnOtoHasAWorkingAndAPendingOrder) {
  NewOto list{"list", working(), working()};
  list.pending.client_order_id = "out";
  list.pending.side = Side::sell;
  list.pending.price = price("60000");
  const auto call = place_oto_call(list, Purpose::trade);
  ASSERT_TRUE(call) << call.error().message;
  EXPECT_NE(query(*call).find("pendingClientOrderId=out"), std::string::npos);
  EXPECT_NE(query(*call).find("workingPrice=55000"), std::string::npos);
  list.working.type = OrderType::market;
  list.working.price = {};
  EXPECT_FALSE(place_oto_call(list, Purpose::trade));
  list.working = working();
  list.pending.symbol = "ETHUSDT";
  EXPECT_FALSE(place_oto_call(list, Purpose::trade));
}

TEST(ListCalls, AnOtocoCountsThreeOrders) {
  const NewOtoco list{"list",   working(), Side::sell, core::parse_quantity("0.1").value(),
                      profit(), loss()};
  const auto call = place_otoco_call(list, Purpose::trade);
  ASSERT_TRUE(call) << call.error().message;
  EXPECT_EQ(call->operation.orders, 3);
  EXPECT_NE(query(*call).find("pendingAboveType=LIMIT_MAKER"), std::string::npos);
  EXPECT_NE(query(*call).find("pendingBelowStopPrice=50000"), std::string::npos);
}

TEST(ListCalls, AListIsCancelledByEitherId) {
  const auto call = cancel_list_call("BTCUSDT", {4, "list"});
  EXPECT_EQ(query(call), "symbol=BTCUSDT&orderListId=4&listClientOrderId=list");
  EXPECT_TRUE(call.operation.changes);
}

}  // namespace
}  // namespace atb::binance
