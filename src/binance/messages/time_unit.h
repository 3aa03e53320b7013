#pragma once

#include <cstddef>
#include <cstdint>

#include "core/time.h"

namespace atb::binance {

/// The unit of times in messages: milliseconds, unless timeUnit=MICROSECOND was asked for.
enum class TimeUnit : std::uint8_t { ms, us };

[[nodiscard]] constexpr core::Timestamp time_of(std::int64_t count, TimeUnit unit) noexcept {
  return unit == TimeUnit::ms ? core::Timestamp::from_ms(count) : core::Timestamp::from_us(count);
}

/// Longer messages are refused unread: a stream frame, and a body (5,000 levels of depth a side
/// are 400 kB, the exchangeInfo of one pair 6 kB, of all pairs 15 MB, which nobody here asks for).
inline constexpr std::size_t kFrameBytesMax = std::size_t{1} << 20U;
inline constexpr std::size_t kBodyBytesMax = std::size_t{4} << 20U;

}  // namespace atb::binance
