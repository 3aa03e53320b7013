#pragma once

#include "core/amount.h"
#include "core/error.h"
#include "core/time.h"

namespace atb::market {

/// The latest open time that candle files may hold (in the year 5138), the earliest being 1970:
/// sums of times and lengths then stay far from overflow.
inline constexpr core::Timestamp kOpenTimeMax = core::Timestamp::from_ms(100'000'000'000'000);

/// One closed candle. Prices are exact. Volume is a double: exchanges publish it with up to 19
/// decimals and beyond the range of `Quantity`, and only features and statistics read it.
struct Candle {
  core::Timestamp open_time;
  core::Price open;
  core::Price high;
  core::Price low;
  core::Price close;
  double volume = 0;  ///< base asset traded, finite, >= 0

  friend bool operator==(const Candle&, const Candle&) = default;
};

/// Checks what every candle must hold: prices positive, low <= open, close <= high, volume finite
/// and not negative. @error candle.invalid (kind usage), naming the rule that is broken
[[nodiscard]] core::Result<void> check(const Candle& candle);

}  // namespace atb::market
