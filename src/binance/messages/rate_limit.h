#pragma once

#include <cstdint>
#include <optional>

#include "core/time.h"

namespace atb::binance {

enum class RateLimitKind : std::uint8_t { weight, orders, raw_requests, connections };

/// One entry of exchangeInfo.rateLimits.
struct RateLimit {
  RateLimitKind kind = RateLimitKind::weight;
  core::Duration interval;  ///< calendar-aligned: counters restart at its multiples since 1970
  std::int64_t limit = 0;
  friend bool operator==(const RateLimit&, const RateLimit&) = default;
};

/// The same with what is used of it, as answers of the WebSocket API and rateLimit/order carry it.
struct RateLimitState {
  RateLimit limit;
  std::optional<std::int64_t> count;
};

}  // namespace atb::binance
