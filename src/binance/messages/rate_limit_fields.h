#pragma once

#include <vector>

#include "binance/messages/json_fields.h"
#include "binance/messages/rate_limit.h"

namespace atb::binance {

/// Reads a rateLimits array; kinds and intervals that are not known here are left out. Only for
/// sources of this folder. @error binance.message_malformed (temporary)
[[nodiscard]] core::Result<std::vector<RateLimitState>> read_rate_limits(
    simdjson::simdjson_result<simdjson::dom::element> element);

}  // namespace atb::binance
