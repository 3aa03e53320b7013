#include "core/amount.h"

#include <concepts>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/support/wide.h"

namespace atb::core {
namespace {

template <class A, class B>
concept Addable = requires(A a, B b) {
  a + b;
};
template <class A, class B>
concept Comparable = requires(A a, B b) {
  a < b;
};

static_assert(Addable<Price, Price> && Comparable<Price, Price>);
static_assert(!Addable<Price, Quantity> && !Comparable<Price, Quantity>);
static_assert(!Addable<Money, Price> && !Addable<Price, int>);
static_assert(!std::convertible_to<std::int64_t, Price> && !std::convertible_to<Price, Int128>);
static_assert(!std::convertible_to<Price, Money> && !std::convertible_to<Quantity, double>);

Price price(std::int64_t units) {
  return Price::from_units(units);
}
Quantity quantity(std::int64_t units) {
  return Quantity::from_units(units);
}
Ratio ratio(std::int64_t units) {
  return Ratio::from_units(units);
}

bool fits_int64(const Wide& value) {
  using Limits = std::numeric_limits<std::int64_t>;
  return value >= Limits::min() && value <= Limits::max();
}

/// The result is the rounded quotient, or it is refused and no quotient fits.
template <class A>
bool is_quotient_or_refused(const Result<A>& result, const Wide& numerator, const Wide& denominator,
                            Rounding rounding) {
  if (result) return is_quotient(wide(result->units()), numerator, denominator, rounding);
  // The neighbours of the exact quotient: none of those that the rounding allows may fit.
  const Wide near = numerator / denominator;
  for (int offset = -1; offset <= 1; ++offset)
    if (is_quotient(near + offset, numerator, denominator, rounding) && fits_int64(near + offset))
      return false;
  return result.error().code == "amount.out_of_range";
}

RC_GTEST_PROP(Amount, SumsAndDifferencesAreExactOrThrow, ()) {
  const auto a = *any_int64();
  const auto b = *any_int64();
  if (fits_int64(wide(a) + wide(b)))
    RC_ASSERT(wide((price(a) + price(b)).units()) == wide(a) + wide(b));
  else
    RC_ASSERT_THROWS_AS(price(a) + price(b), std::overflow_error);
  if (fits_int64(wide(a) - wide(b)))
    RC_ASSERT(wide((price(a) - price(b)).units()) == wide(a) - wide(b));
  else
    RC_ASSERT_THROWS_AS(price(a) - price(b), std::overflow_error);
}

TEST(Amount, CompoundAssignmentAndNegationCheckTheRangeToo) {
  auto amount = quantity(5);
  amount += quantity(2);
  amount -= quantity(10);
  EXPECT_EQ(amount, quantity(-3));
  EXPECT_EQ(-amount, quantity(3));
  auto highest = quantity(std::numeric_limits<std::int64_t>::max());
  EXPECT_THROW(highest += quantity(1), std::overflow_error);
  EXPECT_THROW(-quantity(std::numeric_limits<std::int64_t>::min()), std::overflow_error);
}

TEST(Amount, KnowsItsSign) {
  EXPECT_TRUE(price(0).is_zero() && !price(0).is_positive() && !price(0).is_negative());
  EXPECT_TRUE(price(1).is_positive() && !price(1).is_negative());
  EXPECT_TRUE(price(-1).is_negative() && !price(-1).is_zero());
  EXPECT_DOUBLE_EQ(price(150'000'000).approximate(), 1.5);
}

RC_GTEST_PROP(Notional, IsTheRoundedProduct, ()) {
  const auto p = *any_int64();
  const auto q = *any_int64();
  const auto rounding = *any_rounding();
  const Money value = notional(price(p), quantity(q), rounding);
  RC_ASSERT(is_quotient(wide(value.units()), wide(p) * wide(q), kUnitsPerOne, rounding));
}

TEST(Notional, HoldsTheLargestPriceTimesTheLargestQuantity) {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  const Money value = notional(price(kMost), quantity(kMost), Rounding::floor);
  EXPECT_EQ(wide(value.units()), wide(kMost) * wide(kMost) / kUnitsPerOne);
}

RC_GTEST_PROP(QuantityFor, IsTheRoundedQuotientOrRefused, ()) {
  const Int128 most = static_cast<Int128>(10'000'000'000) * 1'000'000'000 * 1'000'000'000;
  const Int128 budget = *any_int128() % most;
  const auto p = *rc::gen::suchThat(any_int64(), [](std::int64_t units) { return units > 0; });
  const auto rounding = *any_rounding();
  RC_ASSERT(is_quotient_or_refused(quantity_for(Money::from_units(budget), price(p), rounding),
                                   wide(budget) * kUnitsPerOne, p, rounding));
}

RC_GTEST_PROP(QuantityFor, NeverSpendsMoreThanTheBudgetWhenRoundedDown, ()) {
  const auto budget = *rc::gen::inRange<std::int64_t>(1, 1'000'000'000'000'000);
  const auto p = *rc::gen::inRange<std::int64_t>(1, 10'000'000'000'000);
  const auto bought = quantity_for(Money::from_units(budget), price(p), Rounding::floor);
  RC_PRE(bought.has_value());
  RC_ASSERT(notional(price(p), *bought, Rounding::ceiling) <= Money::from_units(budget));
}

RC_GTEST_PROP(Scale, RoundsMoneyOrThrowsBeyond128Bits, ()) {
  const Int128 amount = *any_int128();
  const auto share = *any_int64();
  const auto rounding = *any_rounding();
  const Wide product = wide(amount) * wide(share);
  const Wide limit = Wide{1} << 127;
  if (product >= -limit && product < limit)
    RC_ASSERT(is_quotient(wide(scale(Money::from_units(amount), ratio(share), rounding).units()),
                          product, kUnitsPerOne, rounding));
  else
    RC_ASSERT_THROWS_AS((void)scale(Money::from_units(amount), ratio(share), rounding),
                        std::overflow_error);
}

RC_GTEST_PROP(Scale, RoundsAPriceOrRefuses, ()) {
  const auto p = *any_int64();
  const auto share = *any_int64();
  const auto rounding = *any_rounding();
  RC_ASSERT(is_quotient_or_refused(scale(price(p), ratio(share), rounding), wide(p) * wide(share),
                                   kUnitsPerOne, rounding));
}

RC_GTEST_PROP(Scale, AShareOfAQuantityIsRoundedAndNeverThrows, ()) {
  const auto q = *any_int64();
  const auto share = *rc::gen::inRange<std::int64_t>(0, kUnitsPerOne + 1);
  const auto rounding = *any_rounding();
  RC_ASSERT(is_quotient(wide(scale(quantity(q), ratio(share), rounding).units()),
                        wide(q) * wide(share), kUnitsPerOne, rounding));
}

TEST(Scale, ThrowsWhenAQuantityWouldLeaveItsRange) {
  const auto most = quantity(std::numeric_limits<std::int64_t>::max());
  EXPECT_THROW((void)scale(most, ratio(2 * kUnitsPerOne), Rounding::floor), std::overflow_error);
}

RC_GTEST_PROP(RoundToStep, GivesTheMultipleInTheDirectionAskedFor, ()) {
  const auto value = *any_int64();
  const auto step = *rc::gen::suchThat(any_int64(), [](std::int64_t units) { return units > 0; });
  const auto rounding = *any_rounding();
  const auto rounded = round_to_step(quantity(value), quantity(step), rounding);
  if (rounded) {
    RC_ASSERT(rounded->units() % step == 0);
    RC_ASSERT(is_quotient(wide(rounded->units()) / step, value, step, rounding));
  } else {
    RC_ASSERT(rounded.error().code == "amount.out_of_range");
    RC_ASSERT(!fits_int64(wide(divide(value, step, rounding)) * step));
  }
}

RC_GTEST_PROP(RoundToStep, LeavesAMultipleAndADisabledRuleAlone, ()) {
  const auto value = *any_int64();
  const auto off = *rc::gen::inRange<std::int64_t>(-5, 1);
  const auto rounding = *any_rounding();
  RC_ASSERT(round_to_step(price(value), price(off), rounding) == price(value));
  const auto step = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
  const auto multiple = price(value / step * step);
  RC_ASSERT(round_to_step(multiple, price(step), rounding) == multiple);
}

TEST(AmountText, ReadsBackAsTheSameAmount) {
  EXPECT_EQ(parse_price(to_text(price(123'456'789))), price(123'456'789));
  EXPECT_EQ(parse_quantity("-0.00000001"), quantity(-1));
  EXPECT_EQ(parse_ratio("0.02"), ratio(2'000'000));
  EXPECT_EQ(to_text(*parse_money("99999999999999999999.99999999")),
            "99999999999999999999.99999999");
  EXPECT_EQ(parse_price("92233720369").error().code, "decimal.out_of_range");
}

}  // namespace
}  // namespace atb::core
