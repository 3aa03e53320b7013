#include "core/decimal.h"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

#include <fmt/format.h>

namespace atb::core {
namespace {

constexpr std::size_t kMaxDigits = 20;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

tl::unexpected<Error> malformed(std::string_view text) {
  constexpr std::size_t kShown = 40;
  return fail(ErrorKind::usage, "decimal.malformed",
              fmt::format("\"{}\" is not a plain decimal number", text.substr(0, kShown)),
              "Write digits with an optional point, such as 0.1 or 1000 "
              "(no exponent, blank, sign or thousands separator).");
}

}  // namespace

Int128 divide(Int128 numerator, Int128 denominator, Rounding rounding) noexcept {
  const Int128 quotient = numerator / denominator;
  const Int128 remainder = numerator % denominator;
  if (remainder == 0) return quotient;
  const bool negative = (numerator < 0) != (denominator < 0);
  switch (rounding) {
    case Rounding::toward_zero:
      return quotient;
    case Rounding::floor:
      return negative ? quotient - 1 : quotient;
    case Rounding::ceiling:
      return negative ? quotient : quotient + 1;
    case Rounding::half_to_even: {
      // Both as negative numbers: the lowest of 128 bits has no positive counterpart.
      const Int128 rest = remainder > 0 ? -remainder : remainder;
      const Int128 size = denominator > 0 ? -denominator : denominator;
      const Int128 missing = size - rest;
      const bool away = rest < missing || (rest == missing && (quotient & 1) != 0);
      return away ? (negative ? quotient - 1 : quotient + 1) : quotient;
    }
  }
  return quotient;
}

Int128 multiply(Int128 a, Int128 b) {
  Int128 product = 0;
  if (__builtin_mul_overflow(a, b, &product))
    throw std::overflow_error{"decimal product exceeds 128 bits"};
  return product;
}

Result<Int128> parse_wide_units(std::string_view text) {
  std::string_view rest = text;
  const bool negative = !rest.empty() && rest.front() == '-';
  if (negative) rest.remove_prefix(1);

  Int128 units = 0;
  std::size_t integer_digits = 0;
  while (integer_digits < rest.size() && is_digit(rest[integer_digits])) {
    if (integer_digits == kMaxDigits) return malformed(text);
    units = units * 10 + (rest[integer_digits++] - '0');
  }
  if (integer_digits == 0) return malformed(text);
  rest.remove_prefix(integer_digits);

  int places = 0;
  if (!rest.empty()) {
    if (rest.front() != '.' || rest.size() == 1 || rest.size() > kMaxDigits + 1)
      return malformed(text);
    rest.remove_prefix(1);
    if (!std::all_of(rest.begin(), rest.end(), is_digit)) return malformed(text);
    for (const char c : rest) {
      if (places < kDecimalPlaces) {
        units = units * 10 + (c - '0');
        ++places;
      } else if (c != '0') {
        return fail(ErrorKind::usage, "decimal.too_precise",
                    fmt::format("{} has more than {} decimals", text, kDecimalPlaces),
                    "Values are exact to 0.00000001; round the number yourself.");
      }
    }
  }
  for (; places < kDecimalPlaces; ++places) units *= 10;
  return negative ? -units : units;
}

Result<std::int64_t> parse_units(std::string_view text) {
  ATB_ASSIGN(const Int128 units, parse_wide_units(text));
  using Limits = std::numeric_limits<std::int64_t>;
  if (units > Limits::max() || units < Limits::min())
    return fail(ErrorKind::usage, "decimal.out_of_range",
                fmt::format("{} is outside the range of prices and quantities", text),
                "The range is -92233720368.54775808 to 92233720368.54775807.");
  return static_cast<std::int64_t>(units);
}

std::string format_units(Int128 units) {
  // 40 digits hold any 128-bit count; the sign and the point are put in apart.
  std::array<char, 48> buffer{};
  auto* const end = buffer.data() + buffer.size();
  auto* begin = end;
  const bool negative = units < 0;
  bool significant = false;
  for (int place = 0; place <= kDecimalPlaces || units != 0; ++place) {
    const auto digit = static_cast<int>(units % 10);
    units /= 10;
    if (place == kDecimalPlaces && significant) *--begin = '.';
    significant = significant || digit != 0;
    if (place >= kDecimalPlaces || significant)
      *--begin = static_cast<char>('0' + (digit < 0 ? -digit : digit));
  }
  if (negative) *--begin = '-';
  return {begin, end};
}

}  // namespace atb::core
