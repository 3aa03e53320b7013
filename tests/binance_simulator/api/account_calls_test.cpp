#include "binance_simulator/api/account_calls.h"

#include <gtest/gtest.h>

#include "binance/messages/account_report.h"
#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

class AccountCalls : public ::testing::Test, public test::Stage {};

TEST_F(AccountCalls, TheAccountIsReadByOurOwnGateway) {
  const auto account = call("GET", "account", "omitZeroBalances=true");
  const auto parsed = binance::parse_account(account.dump(), binance::TimeUnit::ms);
  ASSERT_TRUE(parsed) << parsed.error().message;
  EXPECT_TRUE(parsed->can_trade);
  EXPECT_FALSE(parsed->can_withdraw);
  EXPECT_EQ(parsed->balances.size(), 2U);
  EXPECT_EQ(account["makerCommission"], 10);
}

TEST_F(AccountCalls, OrdersAreListedByPage) {
  for (int i = 0; i < 3; ++i) limit("BUY", "0.01", "50");
  EXPECT_EQ(call("GET", "openOrders").size(), 3U);
  EXPECT_EQ(call("GET", "openOrders", "symbol=BTCUSDT").size(), 3U);
  EXPECT_EQ(call("GET", "allOrders", "symbol=BTCUSDT&orderId=2").size(), 2U);
  EXPECT_EQ(call("GET", "allOrders", "symbol=BTCUSDT&limit=1")[0]["orderId"], 3);
  EXPECT_EQ(call("GET", "allOrders", "symbol=BTCUSDT&startTime=1&endTime=90000000")["code"], -1127);
  EXPECT_EQ(call_as("other", "secret", "GET", "openOrders", "").size(), 0U);
}

TEST_F(AccountCalls, TradesAreReadByOurOwnGateway) {
  limit("BUY", "0.01", "101");
  const auto trades = call("GET", "myTrades", "symbol=BTCUSDT");
  const auto parsed = binance::parse_my_trades(trades.dump(), binance::TimeUnit::ms);
  ASSERT_TRUE(parsed) << parsed.error().message;
  ASSERT_EQ(parsed->size(), 1U);
  EXPECT_EQ((*parsed)[0].commission_asset, "BTC");
  EXPECT_EQ(call("GET", "myTrades", "symbol=BTCUSDT&orderId=99").size(), 0U);
}

TEST_F(AccountCalls, TheRestAnswersToo) {
  EXPECT_EQ(call("GET", "account/commission", "symbol=BTCUSDT")["symbol"], "BTCUSDT");
  EXPECT_EQ(call("GET", "myAllocations", "symbol=BTCUSDT").size(), 0U);
  EXPECT_EQ(call("GET", "rateLimit/order")[0]["limit"], 100);
  EXPECT_EQ(call("GET", "myFilters", "symbol=BTCUSDT")["symbolFilters"].size(), 1U);
}

TEST_F(AccountCalls, AmendmentsAndPreventedMatchesAreKept) {
  const auto id = limit("SELL", "0.02", "150");
  call("PUT", "order/amend/keepPriority",
       "symbol=BTCUSDT&newQty=0.01&orderId=" + std::to_string(id));
  EXPECT_EQ(
      call("GET", "order/amendments", "symbol=BTCUSDT&orderId=" + std::to_string(id))[0]["newQty"],
      "0.01000000");
  limit("SELL", "0.01", "100");
  limit("BUY", "0.01", "100", "&selfTradePreventionMode=EXPIRE_TAKER");
  const auto matches = call("GET", "myPreventedMatches", "symbol=BTCUSDT&preventedMatchId=1");
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(matches[0]["selfTradePreventionMode"], "EXPIRE_TAKER");
}

}  // namespace
}  // namespace atb::binance_simulator
