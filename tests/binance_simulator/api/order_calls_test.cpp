#include "binance_simulator/api/order_calls.h"

#include <gtest/gtest.h>

#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

class OrderCalls : public ::testing::Test, public test::Stage {
 protected:
  std::string key(std::int64_t id) { return "symbol=BTCUSDT&orderId=" + std::to_string(id); }
};

TEST_F(OrderCalls, ACancelTellsBothIds) {
  const auto id = limit("BUY", "0.01", "50", "&newClientOrderId=mine");
  const auto done = call("DELETE", "order", key(id) + "&newClientOrderId=request");
  EXPECT_EQ(done["origClientOrderId"], "mine");
  EXPECT_EQ(done["clientOrderId"], "request");
  EXPECT_EQ(done["status"], "CANCELED");
  EXPECT_EQ(call("DELETE", "order", key(id))["code"], -2011);
  EXPECT_EQ(call("DELETE", "order", key(id) + "&cancelRestrictions=ALL")["code"], -1145);
}

TEST_F(OrderCalls, CancelAllTellsEveryOrder) {
  EXPECT_EQ(call("DELETE", "openOrders", "symbol=BTCUSDT")["code"], -2011);
  limit("BUY", "0.01", "50");
  limit("BUY", "0.01", "51");
  EXPECT_EQ(call("DELETE", "openOrders", "symbol=BTCUSDT").size(), 2U);
}

TEST_F(OrderCalls, AReplaceHasTwoHalves) {
  const std::string order =
      "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60&"
      "cancelReplaceMode=";
  const auto id = limit("BUY", "0.01", "50");
  const auto both = call("POST", "order/cancelReplace",
                         order + "STOP_ON_FAILURE&cancelOrderId=" + std::to_string(id));
  EXPECT_EQ(both["cancelResult"], "SUCCESS");
  EXPECT_EQ(both["newOrderResult"], "SUCCESS");
  const auto none = call("POST", "order/cancelReplace", order + "STOP_ON_FAILURE&cancelOrderId=99");
  EXPECT_EQ(status, 400);
  EXPECT_EQ(none["code"], -2022);
  EXPECT_EQ(none["data"]["newOrderResult"], "NOT_ATTEMPTED");
  const auto half = call("POST", "order/cancelReplace", order + "ALLOW_FAILURE&cancelOrderId=99");
  EXPECT_EQ(status, 409);
  EXPECT_EQ(half["code"], -2021);
}

TEST_F(OrderCalls, AnAmendLowersTheQuantity) {
  const auto id = limit("BUY", "0.02", "50");
  const auto done = call("PUT", "order/amend/keepPriority", key(id) + "&newQty=0.01");
  EXPECT_EQ(done["amendedOrder"]["qty"], "0.01000000");
  EXPECT_EQ(call("PUT", "order/amend/keepPriority", key(id) + "&newQty=5")["code"], -2038);
  EXPECT_EQ(call("PUT", "order/amend/keepPriority", key(id))["code"], -1102);
}

TEST_F(OrderCalls, ATestPlacesNothingAndMayTellTheRates) {
  const std::string order = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001";
  EXPECT_EQ(call("POST", "order/test", order), Json::object());
  EXPECT_TRUE(call("POST", "order/test", order + "&computeCommissionRates=true")
                  .contains("standardCommissionForOrder"));
  EXPECT_TRUE(world.exchange.market("BTCUSDT")->record.orders.empty());
}

TEST_F(OrderCalls, AnotherKeysOrdersAreNotOnes) {
  const auto id = limit("BUY", "0.01", "50");
  EXPECT_EQ(call_as("other", "secret", "DELETE", "order", key(id))["code"], -2011);
}

}  // namespace
}  // namespace atb::binance_simulator
