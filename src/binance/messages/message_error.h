#pragma once

#include <string_view>

#include "core/error.h"

namespace atb::binance {

/// A message that is not what Binance documents.
/// @param what   "a trade event"
/// @param field  the field that is missing or wrong; empty: it is not JSON
[[nodiscard]] tl::unexpected<core::Error> malformed_message(std::string_view what,
                                                            std::string_view field);
[[nodiscard]] tl::unexpected<core::Error> message_too_large(std::string_view what);

}  // namespace atb::binance
