#pragma once

#include <charconv>
#include <cstdint>
#include <string_view>

#include "binance/messages/time_unit.h"
#include "core/amount.h"
#include "core/time.h"
#include "market/digits.h"

/// Numbers of messages, from text that sits in a padded buffer.
namespace atb::binance {

/// Exact units of decimal text that `digits::kOverread` readable bytes follow. @return false for
/// text that is no decimal, or one that is not exact in 1e-8 units
[[nodiscard]] inline bool scan_amount(std::string_view text, std::int64_t& units) {
  if (text.empty()) return false;  // a field that is missing has no buffer at all
  const char* const end = market::digits::scan_units(text.data(), units);
  if (end == text.data() + text.size()) return units >= 0;
  const auto parsed = core::parse_units(text);
  if (parsed) units = *parsed;
  return parsed.has_value();
}
[[nodiscard]] inline bool scan_amount(std::string_view text, core::Int128& units) {
  std::int64_t narrow = 0;
  constexpr std::size_t kNarrowLetters = 18;
  if (text.size() <= kNarrowLetters && scan_amount(text, narrow)) {
    units = narrow;
    return true;
  }
  const auto parsed = core::parse_wide_units(text);
  if (parsed) units = *parsed;
  return parsed.has_value();
}
template <class Tag, class Units>
[[nodiscard]] bool scan_amount(std::string_view text, core::Amount<Tag, Units>& amount) {
  Units units = 0;
  if (!scan_amount(text, units)) return false;
  amount = core::Amount<Tag, Units>::from_units(units);
  return true;
}

/// The nearest double of plain decimal text. For volumes.
[[nodiscard]] inline bool scan_volume(std::string_view text, double& value) {
  if (text.empty()) return false;
  const char* const end = text.data() + text.size();
  if (market::digits::scan_double(text.data(), value) == end) return true;
  const auto [stop, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
  return error == std::errc{} && stop == end;
}

/// A time of a message; times before 1970 and after 5138 are wrong.
[[nodiscard]] constexpr bool scan_time(std::int64_t count, TimeUnit unit,
                                       core::Timestamp& time) noexcept {
  constexpr std::int64_t kMsMax = 100'000'000'000'000;
  if (count < 0 || count > (unit == TimeUnit::ms ? kMsMax : kMsMax * 1'000)) return false;
  time = time_of(count, unit);
  return true;
}

}  // namespace atb::binance
