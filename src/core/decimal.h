#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/error.h"

/// Exact decimals: an integer count of 1e-8 units. Binance's own precision is 8 decimals for every
/// asset (exchangeInfo `baseAssetPrecision`, `quoteAssetPrecision`).
namespace atb::core {

__extension__ using Int128 = __int128;

inline constexpr int kDecimalPlaces = 8;
inline constexpr std::int64_t kUnitsPerOne = 100'000'000;

/// Where a result goes that lies between two units. Every inexact operation names one.
enum class Rounding {
  floor,         ///< toward minus infinity
  ceiling,       ///< toward plus infinity
  toward_zero,   ///< truncate
  half_to_even,  ///< nearest; a tie goes to the even unit
};

/// numerator / denominator, rounded as asked.
/// @pre denominator != 0, and not the lowest 128-bit number divided by -1
[[nodiscard]] Int128 divide(Int128 numerator, Int128 denominator, Rounding rounding) noexcept;

/// a * b. Throws std::overflow_error beyond 128 bits: no price, quantity or money that passed the
/// parsers gets there, so it is a broken invariant and not a condition of the market.
[[nodiscard]] Int128 multiply(Int128 a, Int128 b);

/// Units from plain decimal text: optional '-', 1 to 20 digits, optionally '.' and 1 to 20 digits.
/// Zeros beyond the eighth decimal are accepted, any other digit there is not: values are exact.
/// Exponents, blanks, '+', thousands separators and a leading or trailing '.' are refused.
/// Source: Binance's legal decimal input `^([0-9]{1,20})(\.[0-9]{1,20})?$`.
/// @error decimal.malformed, decimal.too_precise, decimal.out_of_range (kind usage)
[[nodiscard]] Result<std::int64_t> parse_units(std::string_view text);

/// The same for 128-bit money; cannot be out of range at 20 digits.
[[nodiscard]] Result<Int128> parse_wide_units(std::string_view text);

/// Shortest exact text: "0.1", "-12", "683.09301234". Parses back to the same units.
[[nodiscard]] std::string format_units(Int128 units);

/// The nearest double; for indicators, features, statistics and display only.
[[nodiscard]] constexpr double to_double(Int128 units) noexcept {
  return static_cast<double>(units) / 1e8;
}
/// The same without the detour over 128 bits, which costs a library call.
[[nodiscard]] constexpr double to_double(std::int64_t units) noexcept {
  return static_cast<double>(units) / 1e8;
}

}  // namespace atb::core
