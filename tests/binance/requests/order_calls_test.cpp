#include "binance/requests/order_calls.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

core::Quantity quantity(const char* text) {
  return core::parse_quantity(text).value();
}
core::Price price(const char* text) {
  return core::parse_price(text).value();
}
std::string query(const Call& call) {
  core::SecretBuffer out;
  call.parameters.append_query(out);
  return {out.begin(), out.end()};
}
NewOrder market() {
  NewOrder order;
  order.symbol = "BTCUSDT";
  order.client_order_id = "atb-1";
  order.quantity = quantity("0.00001");
  return order;
}
NewOrder limit() {
  auto order = market();
  order.type = OrderType::limit;
  order.price = price("52000.1");
  return order;
}
NewOrder stop() {
  auto order = market();
  order.type = OrderType::stop_loss;
  order.side = Side::sell;
  order.stop_price = price("50000");
  return order;
}

TEST(OrderCalls, SayAllThatTheTypeTakes) {
  EXPECT_EQ(query(*place_order_call(market(), Purpose::trade)),
            "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.00001&newClientOrderId=atb-1"
            "&newOrderRespType=FULL");
  EXPECT_EQ(query(*place_order_call(limit(), Purpose::trade)),
            "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.00001&price=52000.1"
            "&newClientOrderId=atb-1&newOrderRespType=FULL");
  EXPECT_EQ(query(*place_order_call(stop(), Purpose::protect)),
            "symbol=BTCUSDT&side=SELL&type=STOP_LOSS&quantity=0.00001&newClientOrderId=atb-1"
            "&stopPrice=50000&newOrderRespType=FULL");
  auto by_quote = market();
  by_quote.quantity = {};
  by_quote.quote_quantity = core::parse_money("100").value();
  EXPECT_NE(query(*place_order_call(by_quote, Purpose::trade)).find("quoteOrderQty=100"),
            std::string::npos);
}

TEST(OrderCalls, RefuseWhatCannotBe) {
  const auto refused = [](NewOrder order, auto change) {
    change(order);
    const auto call = place_order_call(order, Purpose::trade);
    return !call && call.error().kind == core::ErrorKind::internal;
  };
  EXPECT_TRUE(refused(market(), [](NewOrder& o) { o.symbol = ""; }));
  EXPECT_TRUE(refused(market(), [](NewOrder& o) { o.client_order_id = "a.b"; }));
  EXPECT_TRUE(refused(market(), [](NewOrder& o) { o.quantity = {}; }));
  EXPECT_TRUE(refused(market(), [](NewOrder& o) { o.quantity = -o.quantity; }));
  EXPECT_TRUE(refused(market(), [](NewOrder& o) { o.price = price("1"); }));
  EXPECT_TRUE(refused(market(), [](NewOrder& o) { o.stop_price = price("1"); }));
  EXPECT_TRUE(refused(market(), [](NewOrder& o) { o.iceberg_quantity = o.quantity; }));
  EXPECT_TRUE(
      refused(market(), [](NewOrder& o) { o.quote_quantity = core::parse_money("1").value(); }));
  EXPECT_TRUE(refused(limit(), [](NewOrder& o) { o.price = {}; }));
  EXPECT_TRUE(refused(limit(), [](NewOrder& o) {
    o.time_in_force = TimeInForce::ioc;
    o.iceberg_quantity = o.quantity;
  }));
  EXPECT_TRUE(refused(stop(), [](NewOrder& o) { o.stop_price = {}; }));
  EXPECT_TRUE(refused(stop(), [](NewOrder& o) { o.trailing_delta = -1; }));
}

TEST(OrderCalls, TestingChangesNothing) {
  const auto call = test_order_call(limit());
  EXPECT_FALSE(call->operation.changes);
  EXPECT_EQ(call->operation.path, "/api/v3/order/test");
  EXPECT_EQ(call->operation.orders, 0);
}

TEST(OrderCalls, CancelByEitherIdAndWithARestriction) {
  EXPECT_EQ(query(cancel_order_call("BTCUSDT", {7, "own"}, "c1", CancelOnly::still_new)),
            "symbol=BTCUSDT&orderId=7&origClientOrderId=own&newClientOrderId=c1"
            "&cancelRestrictions=ONLY_NEW");
  EXPECT_EQ(query(cancel_all_call("BTCUSDT")), "symbol=BTCUSDT");
  EXPECT_TRUE(cancel_all_call("BTCUSDT").operation.changes);
}

TEST(OrderCalls, ReplaceNamesTheOldOrder) {
  const auto call = replace_order_call({7, ""}, limit(), false, Purpose::protect);
  EXPECT_NE(query(*call).find("&cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId=7"),
            std::string::npos);
}

TEST(OrderCalls, AmendOnlyToSomething) {
  EXPECT_EQ(query(*amend_order_call("BTCUSDT", {7, ""}, quantity("0.5"), "new")),
            "symbol=BTCUSDT&orderId=7&newQty=0.5&newClientOrderId=new");
  EXPECT_FALSE(amend_order_call("BTCUSDT", {7, ""}, {}, ""));
  EXPECT_FALSE(amend_order_call("BTCUSDT", {7, ""}, quantity("1"), "a.b"));
}

}  // namespace
}  // namespace atb::binance
