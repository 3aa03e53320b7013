#include "binance_simulator/api/order_json.h"

#include <gtest/gtest.h>

#include "binance/messages/order_report.h"
#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

TEST(OrderJson, IsReadByOurOwnGateway) {
  test::Stage stage;
  const auto placed =
      stage.call("POST", "order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
  const auto report = binance::parse_order_report(placed.dump(), binance::TimeUnit::ms);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->status, binance::OrderStatus::filled);
  EXPECT_EQ(report->fills.size(), 1U);
  const auto queried = stage.call("GET", "order", "symbol=BTCUSDT&orderId=1");
  EXPECT_EQ(queried["isWorking"], true);
  ASSERT_TRUE(binance::parse_order_report(queried.dump(), binance::TimeUnit::ms));
}

TEST(OrderJson, AnswersAreAsLongAsAskedFor) {
  test::Stage stage;
  const std::string order = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001";
  EXPECT_EQ(stage.call("POST", "order", order + "&newOrderRespType=ACK").size(), 5U);
  EXPECT_FALSE(stage.call("POST", "order", order + "&newOrderRespType=RESULT").contains("fills"));
  EXPECT_TRUE(stage.call("POST", "order", order).contains("fills"));
}

TEST(OrderJson, ConditionalFieldsAreThereWhenTheyMeanSomething) {
  test::Stage stage;
  const auto placed = stage.call("POST", "order",
                                 "symbol=BTCUSDT&side=SELL&type=STOP_LOSS&quantity=0.01&stopPrice="
                                 "90&trailingDelta=100&newOrderRespType=RESULT&strategyId=7");
  EXPECT_EQ(placed["trailingDelta"], 100);
  EXPECT_EQ(placed["strategyId"], 7);
  EXPECT_EQ(placed["workingTime"], -1);
}

}  // namespace
}  // namespace atb::binance_simulator
