#include "exchange/accounts/commission.h"

#include <gtest/gtest.h>

#include "exchange/support/desk.h"

namespace atb::exchange {
namespace {

using test::money;
using test::price;

TEST(Commission, AddsTheSidesRate) {
  AccountTerms terms;
  terms.maker = core::Ratio::from_units(1);
  terms.taker = core::Ratio::from_units(2);
  terms.buyer = core::Ratio::from_units(10);
  terms.seller = core::Ratio::from_units(20);
  EXPECT_EQ(commission_rate(terms, true, true).units(), 11);
  EXPECT_EQ(commission_rate(terms, false, false).units(), 22);
}

TEST(Commission, InTheDiscountAssetIsAQuarterLess) {
  const auto due = discounted_commission(money("1000"), core::Ratio::from_units(100'000),
                                         core::Ratio::from_units(75'000'000), price("300"));
  EXPECT_EQ(core::to_text(due), "0.0025");
}

class Fees : public ::testing::Test, public test::Desk {
 protected:
  Fees() {
    exchange.set_terms(alice, {});
    exchange.set_terms(bob, {});
  }
};

TEST_F(Fees, AreTakenFromWhatIsReceived) {
  place(limit(bob, Side::sell, "1", "100"));
  place(limit(alice, Side::buy, "1", "100"));
  EXPECT_EQ(balance(alice, "A"), "1000.999+0");
  EXPECT_EQ(balance(bob, "B"), "1099.9+0");
  EXPECT_EQ(exchange.ledger().total("A"), money("2000"));
  EXPECT_EQ(core::to_text(exchange.ledger().free(Ledger::kFees, "B")), "0.1");
}

TEST_F(Fees, AreTakenFromBnbWhileItLasts) {
  auto rules = test::plain_rules();
  rules.symbol = "BNBB";
  rules.base = "BNB";
  exchange.add_symbol(rules);
  exchange.house_trade("BNBB", Side::buy, price("10"), test::quantity("1"), now, events);
  AccountTerms terms;
  terms.pays_with_discount = true;
  exchange.set_terms(alice, terms);
  EXPECT_TRUE(exchange.deposit(alice, "BNB", money("0.008"), now, events));
  place(limit(bob, Side::sell, "2", "100"));
  place(limit(alice, Side::buy, "1", "100"));
  EXPECT_EQ(balance(alice, "A"), "1001+0");
  EXPECT_EQ(balance(alice, "BNB"), "0.0005+0");
  place(limit(alice, Side::buy, "1", "100"));
  EXPECT_EQ(balance(alice, "A"), "1001.999+0");
}

}  // namespace
}  // namespace atb::exchange
