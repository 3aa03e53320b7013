#include "binance/messages/account_report.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

TEST(AccountReport, HoldsRightsAndBalances) {
  const auto account = parse_account(
      R"({"makerCommission":10,"canTrade":true,"canWithdraw":false,"canDeposit":true,)"
      R"("updateTime":123456789,"accountType":"SPOT","balances":[{"asset":"BTC",)"
      R"("free":"4723846.89208129","locked":"0.00000000"}],"permissions":["SPOT"],"uid":354937868})",
      TimeUnit::ms);
  ASSERT_TRUE(account) << account.error().message;
  EXPECT_TRUE(account->can_trade);
  EXPECT_FALSE(account->can_withdraw);
  EXPECT_EQ(core::to_text(account->balances[0].free), "4723846.89208129");
  EXPECT_EQ(account->uid, 354'937'868);
}

TEST(AccountReport, WithoutItsRightsIsRefused) {
  EXPECT_FALSE(parse_account(R"({"balances":[]})", TimeUnit::ms));
  EXPECT_FALSE(parse_account("[]", TimeUnit::ms));
}

TEST(AccountReport, TradesTellFeesAndSides) {
  const auto trades = parse_my_trades(
      R"([{"symbol":"BNBBTC","id":28457,"orderId":100234,"orderListId":-1,"price":"4.00000100",)"
      R"("qty":"12.00000000","quoteQty":"48.000012","commission":"10.10000000",)"
      R"("commissionAsset":"BNB","time":1499865549590,"isBuyer":true,"isMaker":false,)"
      R"("isBestMatch":true}])",
      TimeUnit::ms);
  ASSERT_TRUE(trades) << trades.error().message;
  EXPECT_EQ((*trades)[0].trade_id, 28'457);
  EXPECT_EQ(core::to_text((*trades)[0].commission), "10.1");
  EXPECT_TRUE((*trades)[0].is_buyer);
  EXPECT_FALSE((*trades)[0].is_maker);
}

TEST(AccountReport, CommissionsAreSharesOfOne) {
  const auto commission = parse_commission(
      R"({"symbol":"BTCUSDT","standardCommission":{"maker":"0.00000010","taker":"0.00000020",)"
      R"("buyer":"0.00000030","seller":"0.00000040"},"specialCommission":{"maker":"0.01000000",)"
      R"("taker":"0.02000000","buyer":"0.03000000","seller":"0.04000000"},"taxCommission":{)"
      R"("maker":"0.00000112","taker":"0.00000114","buyer":"0.00000118","seller":"0.00000116"},)"
      R"("discount":{"enabledForAccount":true,"enabledForSymbol":true,"discountAsset":"BNB",)"
      R"("discount":"0.75000000"}})");
  ASSERT_TRUE(commission) << commission.error().message;
  EXPECT_EQ(core::to_text(commission->standard.taker), "0.0000002");
  EXPECT_EQ(core::to_text(commission->special.maker), "0.01");
  EXPECT_TRUE(commission->discount_on);
  EXPECT_EQ(core::to_text(commission->discount), "0.75");
}

TEST(AccountReport, OrderCountsHaveLimits) {
  const auto counts = parse_order_counts(
      R"([{"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":50,"count":3}])");
  ASSERT_TRUE(counts);
  EXPECT_EQ((*counts)[0].count, 3);
}

}  // namespace
}  // namespace atb::binance
