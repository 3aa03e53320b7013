#include "exchange/rules/filters.h"

#include <gtest/gtest.h>

#include "exchange/support/desk.h"

namespace atb::exchange {
namespace {

using test::money;
using test::price;
using test::quantity;

class Filters : public ::testing::Test {
 protected:
  Filters() { context_.average = price("50000"); }
  std::string failed(const PlaceOrder& order) {
    const auto outcome = check_filters(rules_, order, context_);
    if (outcome) return "";
    EXPECT_EQ(outcome.error().code, -1013);
    return outcome.error().message.substr(std::string_view{"Filter failure: "}.size());
  }
  static PlaceOrder limit(const std::string& amount, const std::string& at) {
    PlaceOrder order;
    order.quantity = quantity(amount);
    order.price = price(at);
    return order;
  }
  static PlaceOrder market(const std::string& amount) {
    auto order = limit(amount, "1");
    order.type = OrderType::market;
    order.price = {};
    return order;
  }
  SymbolRules rules_ = bitcoin_rules();
  FilterContext context_;
};

TEST_F(Filters, PricesLieOnTicks) {
  EXPECT_EQ(failed(limit("0.001", "50000.01")), "");
  EXPECT_EQ(failed(limit("0.001", "50000.001")), "PRICE_FILTER");
  EXPECT_EQ(failed(limit("0.001", "0.005")), "PRICE_FILTER");
  EXPECT_EQ(failed(limit("0.001", "1000000.01")), "PRICE_FILTER");
}

TEST_F(Filters, QuantitiesLieOnSteps) {
  EXPECT_EQ(failed(limit("0.000011", "50000")), "LOT_SIZE");
  EXPECT_EQ(failed(limit("0.000001", "50000")), "LOT_SIZE");
  EXPECT_EQ(failed(limit("9000.00001", "50000")), "LOT_SIZE");
  EXPECT_EQ(failed(market("142")), "MARKET_LOT_SIZE");
  auto hidden = limit("1", "50000");
  hidden.iceberg = quantity("0.000001");
  EXPECT_EQ(failed(hidden), "LOT_SIZE");
}

TEST_F(Filters, PricesLieInABandAroundTheAverage) {
  EXPECT_EQ(failed(limit("0.001", "100000")), "");
  EXPECT_EQ(failed(limit("0.001", "100000.01")), "PERCENT_PRICE_BY_SIDE");
  EXPECT_EQ(failed(limit("0.001", "24999.99")), "PERCENT_PRICE_BY_SIDE");
  auto stop = limit("0.001", "50000");
  stop.type = OrderType::stop_loss_limit;
  stop.stop_price = price("24999.99");
  EXPECT_EQ(failed(stop), "PERCENT_PRICE_BY_SIDE");
  context_.average = std::nullopt;
  EXPECT_EQ(failed(limit("0.001", "100000.01")), "");
}

TEST_F(Filters, AnOrderIsWorthSomething) {
  EXPECT_EQ(failed(limit("0.00010", "50000")), "");
  EXPECT_EQ(failed(limit("0.00009", "50000")), "NOTIONAL");
  EXPECT_EQ(failed(market("0.00009")), "NOTIONAL");
  EXPECT_EQ(failed(limit("181", "50000")), "NOTIONAL");
  auto budget = market("1");
  budget.quantity = {};
  budget.quote_quantity = money("4.99");
  EXPECT_EQ(failed(budget), "NOTIONAL");
  rules_.notional.min_applies_to_market = false;
  EXPECT_EQ(failed(market("0.00009")), "");
}

TEST_F(Filters, TrailingDeltasAreBounded) {
  auto order = market("0.001");
  order.type = OrderType::stop_loss;
  order.stop_price = price("40000");
  order.side = Side::sell;
  for (const auto& [delta, expected] : std::vector<std::pair<int, std::string>>{
           {9, "TRAILING_DELTA"}, {10, ""}, {2'000, ""}, {2'001, "TRAILING_DELTA"}}) {
    order.trailing_delta = delta;
    EXPECT_EQ(failed(order), expected) << delta;
  }
}

TEST_F(Filters, IcebergsHaveAHundredPartsAtMost) {
  auto order = limit("1", "50000");
  order.iceberg = quantity("0.01");
  EXPECT_EQ(failed(order), "");
  order.iceberg = quantity("0.00999");
  EXPECT_EQ(failed(order), "ICEBERG_PARTS");
}

TEST_F(Filters, OpenOrdersAndPositionsAreCounted) {
  context_.open_orders = 200;
  EXPECT_EQ(failed(limit("0.001", "50000")), "MAX_NUM_ORDERS");
  context_.open_orders = 199;
  context_.open_conditional = 5;
  EXPECT_EQ(failed(limit("0.001", "50000")), "");
  auto stop = market("0.001");
  stop.type = OrderType::take_profit;
  stop.stop_price = price("60000");
  EXPECT_EQ(failed(stop), "MAX_NUM_ALGO_ORDERS");
  rules_.position_max = quantity("1");
  context_.base_held = money("0.9995");
  EXPECT_EQ(failed(limit("0.001", "50000")), "MAX_POSITION");
}

TEST_F(Filters, WhatAnAmendLeavesIsCheckedToo) {
  EXPECT_TRUE(check_amended(rules_, price("50000"), quantity("0.0001")));
  EXPECT_FALSE(check_amended(rules_, price("50000"), quantity("0.00005")));
  EXPECT_FALSE(check_amended(rules_, price("50000"), quantity("0.000101")));
}

}  // namespace
}  // namespace atb::exchange
