#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/time.h"

namespace atb::net {

/// Reads "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 IMF-fixdate, the one form that is sent today).
[[nodiscard]] std::optional<core::Timestamp> parse_http_date(std::string_view text);

/// Writes that form; fractions of a second are dropped.
[[nodiscard]] std::string format_http_date(core::Timestamp time);

}  // namespace atb::net
