#include "binance_simulator/dispatch.h"

#include <gtest/gtest.h>

#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

TEST(Dispatch, AnOrderThatWasTakenCostsNoWeight) {
  test::Stage stage;
  stage.limit("BUY", "0.001", "50");
  const auto use = [&] {
    return stage.world.addresses.use("127.0.0.1", LimitRule::Kind::request_weight, stage.now)
        .front()
        .count;
  };
  EXPECT_EQ(use(), 0);
  stage.call("POST", "order", "symbol=BTCUSDT");
  EXPECT_EQ(use(), 1);
}

TEST(Dispatch, OverTheLimitNothingIsCarriedOut) {
  test::Stage stage;
  stage.world.addresses.set_rules(
      {{LimitRule::Kind::request_weight, LimitRule::Unit::minute, 1, 0}});
  const auto answer =
      stage.call("POST", "order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001");
  EXPECT_EQ(stage.status, 429);
  EXPECT_EQ(answer["code"], -1003);
  EXPECT_TRUE(stage.world.exchange.market("BTCUSDT")->record.orders.empty());
}

TEST(Dispatch, TooManyOrdersAreRefused) {
  test::Stage stage;
  stage.world.order_counts.set_rules({{LimitRule::Kind::orders, LimitRule::Unit::second, 10, 1}});
  stage.limit("BUY", "0.001", "50");
  EXPECT_EQ(
      stage.call("POST", "order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001")["code"],
      -1015);
  EXPECT_EQ(stage.status, 429);
}

}  // namespace
}  // namespace atb::binance_simulator
