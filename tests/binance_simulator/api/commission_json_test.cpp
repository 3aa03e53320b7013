#include "binance_simulator/api/commission_json.h"

#include <gtest/gtest.h>

#include "binance/messages/account_report.h"

namespace atb::binance_simulator {
namespace {

TEST(CommissionJson, IsReadByOurOwnGateway) {
  exchange::AccountTerms terms;
  terms.pays_with_discount = true;
  const auto parsed = binance::parse_commission(account_commissions(terms, "BTCUSDT").dump());
  ASSERT_TRUE(parsed) << parsed.error().message;
  EXPECT_EQ(core::to_text(parsed->standard.taker), "0.001");
  EXPECT_TRUE(parsed->discount_on);
  EXPECT_TRUE(order_commissions(terms).contains("standardCommissionForOrder"));
}

}  // namespace
}  // namespace atb::binance_simulator
