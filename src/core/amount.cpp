#include "core/amount.h"

namespace atb::core {
namespace {

bool fits(Int128 units) {
  using Limits = std::numeric_limits<std::int64_t>;
  return units <= Limits::max() && units >= Limits::min();
}

template <class A>
Result<A> narrow(Int128 units, const char* what) {
  if (!fits(units))
    return fail(ErrorKind::internal, "amount.out_of_range",
                std::string{what} + " is outside +-92 billion");
  return A::from_units(static_cast<std::int64_t>(units));
}

template <class A>
Result<A> step_rounded(A value, A step, Rounding rounding, const char* what) {
  if (!step.is_positive()) return value;
  if (value.units() % step.units() == 0) return value;
  const Int128 steps = divide(value.units(), step.units(), rounding);
  return narrow<A>(steps * step.units(), what);
}

template <class A>
Result<A> parsed(std::string_view text) {
  ATB_ASSIGN(const auto units, parse_units(text));
  return A::from_units(units);
}

}  // namespace

Result<Price> parse_price(std::string_view text) {
  return parsed<Price>(text);
}
Result<Quantity> parse_quantity(std::string_view text) {
  return parsed<Quantity>(text);
}
Result<Ratio> parse_ratio(std::string_view text) {
  return parsed<Ratio>(text);
}

Result<Money> parse_money(std::string_view text) {
  ATB_ASSIGN(const auto units, parse_wide_units(text));
  return Money::from_units(units);
}

Money notional(Price price, Quantity quantity, Rounding rounding) {
  const Int128 product = Int128{price.units()} * quantity.units();
  return Money::from_units(divide(product, kUnitsPerOne, rounding));
}

Result<Quantity> quantity_for(Money budget, Price price, Rounding rounding) {
  const Int128 units = divide(multiply(budget.units(), kUnitsPerOne), price.units(), rounding);
  return narrow<Quantity>(units, "quantity");
}

Money scale(Money amount, Ratio ratio, Rounding rounding) {
  return Money::from_units(divide(multiply(amount.units(), ratio.units()), kUnitsPerOne, rounding));
}

Quantity scale(Quantity amount, Ratio ratio, Rounding rounding) {
  const Int128 units = divide(Int128{amount.units()} * ratio.units(), kUnitsPerOne, rounding);
  if (!fits(units)) throw std::overflow_error{"scaled quantity"};
  return Quantity::from_units(static_cast<std::int64_t>(units));
}

Result<Price> scale(Price price, Ratio ratio, Rounding rounding) {
  const Int128 units = divide(Int128{price.units()} * ratio.units(), kUnitsPerOne, rounding);
  return narrow<Price>(units, "price");
}

Result<Price> round_to_step(Price value, Price step, Rounding rounding) {
  return step_rounded(value, step, rounding, "price");
}

Result<Quantity> round_to_step(Quantity value, Quantity step, Rounding rounding) {
  return step_rounded(value, step, rounding, "quantity");
}

}  // namespace atb::core
