#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>

/// Decimal digits from text, eight at a time, for the candle parser's hot path. Each function
/// reads at most `kOverread` bytes past the last digit, so the caller keeps that many readable,
/// and takes only the plain shapes; null means "not one of these", never "wrong": the caller then
/// asks `core::parse_units` or `std::from_chars`, which have the last word.
namespace atb::market::digits {

static_assert(std::endian::native == std::endian::little, "the first digit is the lowest byte");

inline constexpr std::size_t kOverread = 8;

inline constexpr std::array<std::uint64_t, 17> kPowersOfTen = [] {
  std::array<std::uint64_t, 17> powers{};
  std::uint64_t power = 1;
  for (auto& each : powers) {
    each = power;
    power *= 10;
  }
  return powers;
}();

/// A run of digits: its value and its length, 0 to 16; a longer run ends at 16.
struct Run {
  std::uint64_t value = 0;
  unsigned length = 0;
};

/// The digits at the start of eight bytes.
inline Run leading_digits(const char* text) noexcept {
  constexpr std::uint64_t kZeros = 0x3030303030303030U;
  std::uint64_t word = 0;
  std::memcpy(&word, text, sizeof word);
  word ^= kZeros;  // a digit is now 0 to 9
  // High bit of each byte that is above 9. A carry only reaches bytes after such a one.
  const std::uint64_t other = ((word + 0x7676767676767676U) | word) & 0x8080808080808080U;
  const auto length = static_cast<unsigned>(std::countr_zero(other)) / 8;  // 8 when all are digits
  if (length == 0) return {};
  word <<= 64 - 8 * length;  // leading zeros take the place of what follows the digits
  word = (word * 2561) >> 8;
  word = ((word & 0x00FF00FF00FF00FFU) * 6'553'601) >> 16;
  word = ((word & 0x0000FFFF0000FFFFU) * 42'949'672'960'001) >> 32;
  return {word, length};
}

inline Run digit_run(const char* text) noexcept {
  const Run first = leading_digits(text);
  if (first.length < 8) return first;
  const Run second = leading_digits(text + 8);
  return {first.value * kPowersOfTen[second.length] + second.value, 8 + second.length};
}

/// A whole number of 1 to 16 digits. @return where it ends, or null
inline const char* scan_integer(const char* text, std::int64_t& value) noexcept {
  const Run run = digit_run(text);
  value = static_cast<std::int64_t>(run.value);
  return run.length == 0 ? nullptr : text + run.length;
}

/// Units of 1e-8 from 1 to 10 digits, optionally '.' and 1 to 8 digits. @return its end, or null
inline const char* scan_units(const char* text, std::int64_t& units) noexcept {
  constexpr unsigned kPlaces = 8;
  const Run whole = digit_run(text);
  if (whole.length == 0 || whole.length > 10) return nullptr;
  units = static_cast<std::int64_t>(whole.value * kPowersOfTen[kPlaces]);
  text += whole.length;
  if (*text != '.') return text;
  const Run fraction = leading_digits(text + 1);
  if (fraction.length == 0) return nullptr;
  units += static_cast<std::int64_t>(fraction.value * kPowersOfTen[kPlaces - fraction.length]);
  return text + 1 + fraction.length;
}

/// The nearest double to 1 to 16 digits, optionally '.' and 1 to 8 digits: the same double that
/// std::from_chars gives. A mantissa below 2^53 and a power of ten up to 10^22 are both exact, so
/// their quotient is rounded once (Clinger 1990). @return its end, or null
inline const char* scan_double(const char* text, double& value) noexcept {
  constexpr std::uint64_t kExact = std::uint64_t{1} << std::numeric_limits<double>::digits;
  const Run whole = digit_run(text);
  if (whole.length == 0 || whole.value > kExact) return nullptr;
  text += whole.length;
  if (*text != '.') {
    value = static_cast<double>(whole.value);
    return text;
  }
  const Run fraction = leading_digits(text + 1);
  const std::uint64_t scale = kPowersOfTen[fraction.length];
  if (fraction.length == 0 || whole.value > kExact / scale - 1) return nullptr;
  value = static_cast<double>(whole.value * scale + fraction.value) / static_cast<double>(scale);
  return text + 1 + fraction.length;
}

}  // namespace atb::market::digits
