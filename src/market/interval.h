#pragma once

#include <string>
#include <string_view>

#include "core/error.h"
#include "core/time.h"

namespace atb::market {

/// Reads Binance's fixed candle intervals: 1s 1m 3m 5m 15m 30m 1h 2h 4h 6h 8h 12h 1d 3d 1w.
/// The calendar month `1M` has no fixed length and is refused.
/// @error interval.unknown (kind usage)
[[nodiscard]] core::Result<core::Duration> parse_interval(std::string_view text);

/// The name of a fixed interval ("1h"); for another length its seconds ("90s").
[[nodiscard]] std::string interval_name(core::Duration interval);

}  // namespace atb::market
