#include "binance_simulator/api/order_parameters.h"

#include <gtest/gtest.h>

#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

TEST(OrderParameters, EveryTypeNeedsWhatItNeeds) {
  test::Stage stage;
  const auto code = [&](const std::string& query) {
    const auto answer = stage.call("POST", "order/test", "symbol=BTCUSDT&" + query);
    return answer.value("code", 0);
  };
  EXPECT_EQ(code("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=50"), 0);
  EXPECT_EQ(code("side=buy&type=MARKET&quantity=1"), -1117);
  EXPECT_EQ(code("side=BUY&type=ICEBERG&quantity=1"), -1116);
  EXPECT_EQ(code("side=BUY&type=LIMIT&timeInForce=GTX&quantity=1&price=50"), -1115);
  EXPECT_EQ(code("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1"), -1102);
  EXPECT_EQ(code("side=BUY&type=MARKET"), -1102);
  EXPECT_EQ(code("side=BUY&type=MARKET&quantity=1&price=5"), -1106);
  EXPECT_EQ(code("side=BUY&type=MARKET&quantity=1&quoteOrderQty=5"), -1128);
  EXPECT_EQ(code("side=SELL&type=STOP_LOSS&quantity=1"), -1102);
  EXPECT_EQ(code("side=SELL&type=STOP_LOSS&quantity=1&trailingDelta=100"), 0);
  EXPECT_EQ(code("side=BUY&type=MARKET&quantity=1e3"), -1100);
  EXPECT_EQ(code("side=BUY&type=MARKET&quantity=0.000000001"), -1111);
  EXPECT_EQ(code("side=BUY&type=MARKET&quantity=0"), -1130);
  EXPECT_EQ(code("side=BUY&type=MARKET&quantity=0.001&newOrderRespType=BIG"), -1130);
  EXPECT_EQ(code("side=BUY&type=MARKET&quantity=0.001&strategyType=5"), -1130);
  EXPECT_EQ(code("side=BUY&type=MARKET&quantity=0.001&newClientOrderId=a.b"), -1100);
  EXPECT_EQ(code("side=BUY&type=MARKET&quantity=0.001&unknown=1"), -1104);
}

TEST(OrderParameters, AnOrderIsNamedByOneOfItsIds) {
  test::Stage stage;
  EXPECT_EQ(stage.call("GET", "order", "symbol=BTCUSDT")["code"], -1102);
  EXPECT_EQ(stage.call("GET", "order", "symbol=BTCUSDT&orderId=1")["code"], -2013);
}

}  // namespace
}  // namespace atb::binance_simulator
