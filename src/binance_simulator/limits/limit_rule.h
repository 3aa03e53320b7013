#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/time.h"

namespace atb::binance_simulator {

/// One of the limits of exchangeInfo. Intervals begin with the calendar: a minute at second 0.
struct LimitRule {
  enum class Kind { request_weight, raw_requests, orders, connections };
  enum class Unit { second, minute, day };

  Kind kind = Kind::request_weight;
  Unit unit = Unit::minute;
  std::int64_t count = 1;  ///< units per interval
  std::int64_t limit = 0;

  [[nodiscard]] core::Duration interval() const noexcept;
  /// Which interval since 1970 that is.
  [[nodiscard]] std::int64_t interval_at(core::Timestamp now) const noexcept;
  /// When the interval of `now` ends.
  [[nodiscard]] core::Timestamp end_at(core::Timestamp now) const noexcept;

  friend bool operator==(const LimitRule&, const LimitRule&) = default;
};

/// REQUEST_WEIGHT, RAW_REQUESTS, ORDERS, CONNECTIONS; SECOND, MINUTE, DAY.
[[nodiscard]] std::string_view to_text(LimitRule::Kind kind) noexcept;
[[nodiscard]] std::string_view to_text(LimitRule::Unit unit) noexcept;
/// "S", "M" or "D", as in X-MBX-USED-WEIGHT-1M.
[[nodiscard]] char letter_of(LimitRule::Unit unit) noexcept;

/// What live captures of 2026 show: weight 6,000 a minute, 300,000 requests in five minutes, 100
/// orders in ten seconds and 200,000 a day, 300 connections in five minutes.
[[nodiscard]] std::vector<LimitRule> standard_limits();

}  // namespace atb::binance_simulator
