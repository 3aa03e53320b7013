#include "binance/requests/account_calls.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

std::string query(const Call& call) {
  core::SecretBuffer out;
  call.parameters.append_query(out);
  return std::string{call.operation.path} + "?" + std::string{out.begin(), out.end()};
}

TEST(AccountCalls, AreSignedAndChangeNothing) {
  for (const auto& call :
       {account_call(), commission_call("A"), open_orders_call("A"),
        order_status_call("A", {1, ""}), all_orders_call("A", 5, 10), my_trades_call("A", 7, 1'000),
        order_count_call(), open_order_lists_call(), list_status_call({3, ""}),
        my_trades_of_order_call("A", 9)}) {
    EXPECT_EQ(call.operation.security, Security::signed_);
    EXPECT_EQ(call.operation.verb, Verb::get);
    EXPECT_FALSE(call.operation.changes);
    EXPECT_FALSE(call.operation.websocket_method.empty());
  }
}

TEST(AccountCalls, NameWhatTheyAskFor) {
  EXPECT_EQ(query(order_status_call("A", {-1, "mine"})),
            "/api/v3/order?symbol=A&origClientOrderId=mine");
  EXPECT_EQ(query(my_trades_call("A", 7, 1'000)), "/api/v3/myTrades?symbol=A&fromId=7&limit=1000");
  EXPECT_EQ(query(my_trades_call("A", std::nullopt, 10)), "/api/v3/myTrades?symbol=A&limit=10");
  EXPECT_EQ(query(all_orders_between_call("A", core::Timestamp::from_ms(1),
                                          core::Timestamp::from_ms(2), 3)),
            "/api/v3/allOrders?symbol=A&startTime=1&endTime=2&limit=3");
  EXPECT_EQ(query(list_status_call({-1, "l"})), "/api/v3/orderList?origClientOrderId=l");
}

TEST(AccountCalls, TradesOfOneOrderAreCheaper) {
  EXPECT_EQ(my_trades_call("A", 1, 10).operation.weight, 20);
  EXPECT_EQ(my_trades_of_order_call("A", 1).operation.weight, 5);
}

}  // namespace
}  // namespace atb::binance
