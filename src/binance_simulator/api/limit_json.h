#pragma once

#include <vector>

#include "binance_simulator/limits/address_limits.h"
#include "binance_simulator/wire/json_text.h"

namespace atb::binance_simulator {

/// Of exchangeInfo. @param with_connections  the WebSocket API's list has CONNECTIONS instead of
///                                           RAW_REQUESTS
[[nodiscard]] Json limit_rules(const std::vector<LimitRule>& rules, bool with_connections);
/// With what is used of them.
[[nodiscard]] Json limit_states(const std::vector<LimitUse>& uses);

}  // namespace atb::binance_simulator
