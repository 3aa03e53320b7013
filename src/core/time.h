#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/error.h"

namespace atb::core {

/// A span of time in integer microseconds; may be negative.
class Duration {
 public:
  constexpr Duration() noexcept = default;
  static constexpr Duration microseconds(std::int64_t count) noexcept { return Duration{count}; }
  static constexpr Duration milliseconds(std::int64_t count) noexcept {
    return Duration{count * 1'000};
  }
  static constexpr Duration seconds(std::int64_t count) noexcept {
    return Duration{count * 1'000'000};
  }
  static constexpr Duration minutes(std::int64_t count) noexcept { return seconds(count * 60); }
  static constexpr Duration hours(std::int64_t count) noexcept { return seconds(count * 3'600); }
  static constexpr Duration days(std::int64_t count) noexcept { return seconds(count * 86'400); }

  [[nodiscard]] constexpr std::int64_t us() const noexcept { return us_; }
  friend constexpr auto operator<=>(Duration, Duration) noexcept = default;
  friend constexpr Duration operator+(Duration a, Duration b) noexcept {
    return Duration{a.us_ + b.us_};
  }
  friend constexpr Duration operator*(Duration a, std::int64_t times) noexcept {
    return Duration{a.us_ * times};
  }

 private:
  explicit constexpr Duration(std::int64_t us) noexcept : us_{us} {}
  std::int64_t us_ = 0;
};

/// A moment in UTC, integer microseconds since 1970-01-01. Never read from a clock in here.
class Timestamp {
 public:
  constexpr Timestamp() noexcept = default;
  static constexpr Timestamp from_us(std::int64_t us) noexcept { return Timestamp{us}; }
  static constexpr Timestamp from_ms(std::int64_t ms) noexcept { return Timestamp{ms * 1'000}; }

  [[nodiscard]] constexpr std::int64_t us() const noexcept { return us_; }
  /// Whole milliseconds, rounded down.
  [[nodiscard]] constexpr std::int64_t ms() const noexcept {
    return us_ / 1'000 - (us_ % 1'000 < 0 ? 1 : 0);
  }
  friend constexpr auto operator<=>(Timestamp, Timestamp) noexcept = default;
  friend constexpr Timestamp operator+(Timestamp t, Duration d) noexcept {
    return Timestamp{t.us_ + d.us()};
  }
  friend constexpr Timestamp operator-(Timestamp t, Duration d) noexcept {
    return Timestamp{t.us_ - d.us()};
  }
  friend constexpr Duration operator-(Timestamp a, Timestamp b) noexcept {
    return Duration::microseconds(a.us_ - b.us_);
  }

 private:
  explicit constexpr Timestamp(std::int64_t us) noexcept : us_{us} {}
  std::int64_t us_ = 0;
};

/// "2024-01-02T03:04:05Z"; a fraction is shown only where there is one, to the microsecond.
[[nodiscard]] std::string to_text(Timestamp time);

/// Reads "2024-01-02", "2024-01-02T03:04Z", "2024-01-02T03:04:05Z", the last with up to six
/// decimals; 'Z' may be left out (it is UTC all the same). Years 1970 to 2261.
/// @error time.malformed (kind usage)
[[nodiscard]] Result<Timestamp> parse_timestamp(std::string_view text);

/// Reads "90s", "15m", "48h", "30d": a whole count and one unit. @error duration.malformed
[[nodiscard]] Result<Duration> parse_duration(std::string_view text);

}  // namespace atb::core
