#include "binance_simulator/api/list_calls.h"

#include <gtest/gtest.h>

#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

class ListCalls : public ::testing::Test, public test::Stage {
 protected:
  Json oco() {
    return call("POST", "orderList/oco",
                "symbol=BTCUSDT&side=SELL&quantity=0.01&aboveType=LIMIT_MAKER&abovePrice=120"
                "&belowType=STOP_LOSS&belowStopPrice=80&listClientOrderId=mine");
  }
  static constexpr const char* kWorking =
      "symbol=BTCUSDT&workingType=LIMIT&workingSide=BUY&workingPrice=90&workingQuantity=0.01"
      "&workingTimeInForce=GTC&pendingSide=SELL";
};

TEST_F(ListCalls, APairIsPlacedQueriedAndCancelled) {
  const auto list = oco();
  EXPECT_EQ(list["contingencyType"], "OCO");
  EXPECT_EQ(list["orderReports"].size(), 2U);
  EXPECT_EQ(call("GET", "orderList", "origClientOrderId=mine")["listOrderStatus"], "EXECUTING");
  EXPECT_EQ(call("GET", "openOrderList").size(), 1U);
  const auto done = call("DELETE", "orderList", "symbol=BTCUSDT&listClientOrderId=mine");
  EXPECT_EQ(done["listOrderStatus"], "ALL_DONE");
  EXPECT_EQ(call("GET", "openOrderList").size(), 0U);
  EXPECT_EQ(call("GET", "allOrderList").size(), 1U);
  EXPECT_EQ(call("DELETE", "orderList", "symbol=BTCUSDT&orderListId=7")["code"], -2011);
  EXPECT_EQ(call("GET", "orderList", "orderListId=7")["code"], -2018);
}

TEST_F(ListCalls, TheOldFormOfAPairWorksToo) {
  const auto list = call("POST", "order/oco",
                         "symbol=BTCUSDT&side=SELL&quantity=0.01&price=120&stopPrice=80"
                         "&stopLimitPrice=79&stopLimitTimeInForce=GTC");
  EXPECT_EQ(list["orderReports"][0]["type"], "LIMIT_MAKER");
  EXPECT_EQ(list["orderReports"][1]["type"], "STOP_LOSS_LIMIT");
}

TEST_F(ListCalls, PendingOrdersWait) {
  const std::string working = kWorking;
  const auto oto = call("POST", "orderList/oto",
                        working +
                            "&pendingType=LIMIT&pendingPrice=120&pendingQuantity=0.01"
                            "&pendingTimeInForce=GTC");
  EXPECT_EQ(oto["orderReports"][1]["status"], "PENDING_NEW");
  const auto otoco =
      call("POST", "orderList/otoco",
           working +
               "&pendingQuantity=0.01&pendingAboveType=LIMIT_MAKER&pendingAbovePrice=120"
               "&pendingBelowType=STOP_LOSS&pendingBelowStopPrice=80");
  EXPECT_EQ(otoco["orders"].size(), 3U);
  const auto opo = call("POST", "orderList/opo",
                        working + "&pendingType=LIMIT&pendingPrice=120&pendingTimeInForce=GTC");
  EXPECT_EQ(opo["orderReports"][1]["origQty"], "0.00000000");
  const auto opoco = call("POST", "orderList/opoco",
                          working +
                              "&pendingAboveType=LIMIT_MAKER&pendingAbovePrice=120"
                              "&pendingBelowType=STOP_LOSS&pendingBelowStopPrice=80");
  EXPECT_EQ(opoco["orders"].size(), 3U);
}

}  // namespace
}  // namespace atb::binance_simulator
