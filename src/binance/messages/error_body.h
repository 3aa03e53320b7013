#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/time.h"

namespace atb::binance {

/// What a refused call says: {"code":-1121,"msg":"…"}, on REST and as the WebSocket API's error.
struct ErrorBody {
  int code = 0;
  std::string text;  ///< for people, one bounded line; Binance may change it at any time
  std::optional<core::Timestamp> retry_after;  ///< data.retryAfter of the WebSocket API
};

/// Nothing when the body is no such object, with a code below zero.
[[nodiscard]] std::optional<ErrorBody> parse_error_body(std::string_view body);

}  // namespace atb::binance
