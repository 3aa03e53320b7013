#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>

#include "core/decimal.h"

namespace atb::core {

/// A count of 1e-8 units that knows what it counts. No implicit conversion in or out; sums that
/// leave the range throw std::overflow_error (a broken invariant, see `multiply`).
/// Range: all of `Units`; for int64 about +-92 billion, for Int128 about +-1.7e30.
template <class Tag, class Units>
class Amount {
 public:
  constexpr Amount() noexcept = default;
  static constexpr Amount from_units(Units units) noexcept { return Amount{units}; }
  [[nodiscard]] constexpr Units units() const noexcept { return units_; }
  [[nodiscard]] constexpr bool is_zero() const noexcept { return units_ == 0; }
  [[nodiscard]] constexpr bool is_positive() const noexcept { return units_ > 0; }
  [[nodiscard]] constexpr bool is_negative() const noexcept { return units_ < 0; }
  /// For indicators, statistics and display only.
  [[nodiscard]] constexpr double approximate() const noexcept { return to_double(units_); }

  friend constexpr auto operator<=>(Amount, Amount) noexcept = default;
  friend constexpr Amount operator+(Amount a, Amount b) {
    Units sum = 0;
    if (__builtin_add_overflow(a.units_, b.units_, &sum)) throw std::overflow_error{"amount sum"};
    return Amount{sum};
  }
  friend constexpr Amount operator-(Amount a, Amount b) {
    Units difference = 0;
    if (__builtin_sub_overflow(a.units_, b.units_, &difference))
      throw std::overflow_error{"amount difference"};
    return Amount{difference};
  }
  constexpr Amount& operator+=(Amount other) { return *this = *this + other; }
  constexpr Amount& operator-=(Amount other) { return *this = *this - other; }
  constexpr Amount operator-() const { return Amount{} - *this; }

 private:
  explicit constexpr Amount(Units units) noexcept : units_{units} {}
  Units units_ = 0;
};

using Price = Amount<struct PriceTag, std::int64_t>;        ///< quote asset per one base asset
using Quantity = Amount<struct QuantityTag, std::int64_t>;  ///< base asset
using Ratio = Amount<struct RatioTag, std::int64_t>;        ///< a share of one: 0.02 is 2 %
/// An amount of one asset, usually the quote asset. 128 bits wide: the largest price times the
/// largest quantity fits, also for pairs that are quoted in rupiah.
using Money = Amount<struct MoneyTag, Int128>;

/// Exact text of an amount; parses back to the same value.
template <class Tag, class Units>
[[nodiscard]] std::string to_text(Amount<Tag, Units> amount) {
  return format_units(amount.units());
}

/// @error see parse_units
[[nodiscard]] Result<Price> parse_price(std::string_view text);
[[nodiscard]] Result<Quantity> parse_quantity(std::string_view text);
[[nodiscard]] Result<Ratio> parse_ratio(std::string_view text);
[[nodiscard]] Result<Money> parse_money(std::string_view text);

/// price * quantity in the quote asset.
[[nodiscard]] Money notional(Price price, Quantity quantity, Rounding rounding);

/// money / price in the base asset. @pre price > 0
/// @error amount.out_of_range  the quantity does not fit (a budget far above any legal order)
[[nodiscard]] Result<Quantity> quantity_for(Money budget, Price price, Rounding rounding);

/// amount * ratio.
[[nodiscard]] Money scale(Money amount, Ratio ratio, Rounding rounding);
[[nodiscard]] Quantity scale(Quantity amount, Ratio ratio, Rounding rounding);

/// price * ratio. @error amount.out_of_range
[[nodiscard]] Result<Price> scale(Price price, Ratio ratio, Rounding rounding);

/// The multiple of `step` next to `value` in the given direction; a step of zero or less means "any
/// value" (Binance: 0 disables the rule). @error amount.out_of_range
[[nodiscard]] Result<Price> round_to_step(Price value, Price step, Rounding rounding);
[[nodiscard]] Result<Quantity> round_to_step(Quantity value, Quantity step, Rounding rounding);

}  // namespace atb::core
