#include "exchange/rules/order_rules.h"

#include <gtest/gtest.h>

#include "exchange/support/desk.h"

namespace atb::exchange {
namespace {

using test::Desk;
using test::price;

TEST(OrderRules, AClosedMarketTakesNothingNew) {
  auto rules = test::plain_rules();
  const auto order = Desk::limit(0, Side::buy, "1", "100");
  EXPECT_TRUE(check_market(rules, order));
  for (const auto status : {SymbolStatus::halt, SymbolStatus::pause, SymbolStatus::cancel_only}) {
    rules.status = status;
    EXPECT_EQ(check_market(rules, order).error().message, "Market is closed.");
  }
}

TEST(OrderRules, ATriggerBehindTheMarketIsRefused) {
  const auto order = Desk::stop(0, OrderType::stop_loss, Side::sell, "1", "90");
  EXPECT_TRUE(check_trigger(order, std::nullopt));
  EXPECT_TRUE(check_trigger(order, price("90.5")));
  EXPECT_EQ(check_trigger(order, price("90")).error().message, "Order would trigger immediately.");
}

TEST(OrderRules, AListIsAProfitAndALossAroundThePrice) {
  auto profit = Desk::limit(0, Side::sell, "1", "110");
  profit.type = OrderType::limit_maker;
  const auto loss = Desk::stop(0, OrderType::stop_loss, Side::sell, "1", "90");
  EXPECT_TRUE(check_list({ListKind::oco, "", {profit, loss}}, price("100")));
  EXPECT_EQ(check_list({ListKind::oco, "", {loss, profit}}, price("100")).error().code, -1168);
  EXPECT_EQ(check_list({ListKind::oco, "", {profit, loss}}, price("120")).error().message,
            "The relationship of the prices for the orders is not correct.");
  EXPECT_TRUE(check_list({ListKind::otoco, "", {profit, profit, loss}}, price("120")));
}

}  // namespace
}  // namespace atb::exchange
