#pragma once

#include <optional>

#include "core/amount.h"
#include "exchange/orders/refusal.h"
#include "exchange/orders/request.h"
#include "exchange/rules/symbol_rules.h"

namespace atb::exchange {

/// Whether the pair takes new orders, and this self-trade prevention.
/// @error -2010 "Market is closed.", -1013 for the mode
[[nodiscard]] Outcome<void> check_market(const SymbolRules& rules, const PlaceOrder& order);

/// A trigger lies on the right side of the last price. Nothing traded yet: any will do.
/// @error -2010 "Order would trigger immediately."
[[nodiscard]] Outcome<void> check_trigger(const PlaceOrder& order, std::optional<core::Price> last);

/// The types and prices of a list's legs.
/// @error -1158 and its like, -2010 "The relationship of the prices for the orders is not correct."
/// Source: Binance spot API, "Order lists".
[[nodiscard]] Outcome<void> check_list(const PlaceList& list, std::optional<core::Price> last);

}  // namespace atb::exchange
