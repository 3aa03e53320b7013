#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "binance/messages/rate_limit.h"
#include "core/error.h"

namespace atb::binance {

/// The answer to one call of the WebSocket API.
struct ApiAnswer {
  std::optional<std::int64_t> id;  ///< nothing: not the answer to a call (a revoked key, -2015)
  int status = 0;                  ///< as HTTP's
  std::string body;                ///< the JSON of `result`, or of `error`: as REST's bodies
  bool failed = false;             ///< body is `error`
  std::vector<RateLimitState> rate_limits;
};

/// A message that nobody asked for: user data, or serverShutdown (without subscription).
struct ApiEvent {
  std::optional<std::int64_t> subscription_id;
  std::string event;  ///< JSON for parse_user_event
};

using ApiMessage = std::variant<ApiAnswer, ApiEvent>;

/// Reads one message of the WebSocket API as far as is needed to know whom it concerns.
/// @error binance.message_malformed, binance.message_too_large (temporary)
[[nodiscard]] core::Result<ApiMessage> parse_api_message(std::string_view message);

}  // namespace atb::binance
