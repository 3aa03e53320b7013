#pragma once

#include <string>

#include "binance_simulator/api/call.h"

namespace atb::binance_simulator {

/// Statistics over that long until now. @param mini  type=MINI leaves most out
/// @param with_book  24hr alone tells best prices and the one before
[[nodiscard]] Json full_ticker(const CallContext& context, const std::string& symbol,
                               core::Duration length, bool mini, bool with_book);
[[nodiscard]] Json price_ticker(const CallContext& context, const std::string& symbol);
[[nodiscard]] Json book_ticker(const CallContext& context, const std::string& symbol);

/// The change in percent with three decimals, "-1.250".
[[nodiscard]] std::string change_percent(core::Price from, core::Price to);

}  // namespace atb::binance_simulator
