#include "trading/sizing.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "trading/support/amounts.h"

namespace atb::trading {
namespace {

using namespace testing;

TEST(SizeEntry, SpendsTheLimitsShareOfTheCash) {
  const RiskLimits limits;
  const auto size = size_entry(money("1000"), price("100"), limits, {});
  EXPECT_EQ(size.outcome, Outcome::order_placed);
  EXPECT_EQ(size.budget, money("100"));
}

TEST(SizeEntry, KeepsTheCommissionBackWhenEverythingMayBeSpent) {
  RiskLimits limits;
  limits.max_position_size = ratio("1");
  const auto size = size_entry(money("1001"), price("100"), limits, {});
  EXPECT_EQ(size.budget, money("999.99999999"));
}

TEST(SizeEntry, RefusesWhatCouldNotBeProtected) {
  market::Instrument instrument;
  instrument.notional_min = money("5");
  const auto at = [&](const char* cash) {
    return size_entry(money(cash), price("100"), {}, instrument).outcome;
  };
  EXPECT_EQ(at("49.9"), Outcome::below_min_notional);
  EXPECT_EQ(at("50"), Outcome::below_min_notional);     // 4.90 after the fall to the stop
  EXPECT_EQ(at("51.05"), Outcome::below_min_notional);  // 4.998 once the commission is taken
  EXPECT_EQ(at("51.1"), Outcome::order_placed);
}

TEST(SizeEntry, CountsWholeLotsOnly) {
  market::Instrument instrument;
  instrument.notional_min = money("5");
  instrument.lot_step = quantity("0.1");  // lots of 10 at this price
  EXPECT_EQ(size_entry(money("90"), price("100"), {}, instrument).outcome,
            Outcome::below_min_notional);
  EXPECT_EQ(size_entry(money("110"), price("100"), {}, instrument).outcome, Outcome::order_placed);
}

TEST(SizeEntry, HasNothingToSpendWithoutCash) {
  EXPECT_EQ(size_entry(money("0"), price("1"), {}, {}).outcome, Outcome::no_cash);
  EXPECT_EQ(size_entry(money("-1"), price("1"), {}, {}).outcome, Outcome::no_cash);
  EXPECT_EQ(size_entry(money("0.00000001"), price("1"), {}, {}).outcome, Outcome::no_cash);
}

RC_GTEST_PROP(SizeEntry, NeverOverdrawsTheCashOnceTheCommissionIsPaid, ()) {
  const auto cash = core::Money::from_units(*rc::gen::inRange<std::int64_t>(0, 1LL << 60));
  RiskLimits limits;
  limits.max_position_size =
      core::Ratio::from_units(*rc::gen::inRange<std::int64_t>(1, 100'000'001));
  limits.fee_reserve = core::Ratio::from_units(*rc::gen::inRange<std::int64_t>(0, 50'000'000));
  const auto size = size_entry(
      cash, core::Price::from_units(*rc::gen::inRange<std::int64_t>(1, 1LL << 50)), limits, {});
  const auto fee = core::scale(size.budget, limits.fee_reserve, core::Rounding::ceiling);
  RC_ASSERT(size.budget + fee <= cash);
  RC_ASSERT(!size.budget.is_negative());
}

TEST(ProtectionPrices, RoundBothUpToTheTick) {
  market::Instrument instrument;
  instrument.tick_size = price("0.01");
  const auto prices = protection_prices(price("13752.18"), {}, instrument).value();
  EXPECT_EQ(prices.stop, price("13477.14"));    // 13477.1364
  EXPECT_EQ(prices.target, price("14439.79"));  // 14439.789
}

TEST(ProtectionPrices, FailWhereTheTargetDoesNotFit) {
  const auto prices = protection_prices(price("92000000000"), {}, {});
  ASSERT_FALSE(prices);
  EXPECT_EQ(prices.error().code, "amount.out_of_range");
}

}  // namespace
}  // namespace atb::trading
