#pragma once

#include <optional>

#include "core/amount.h"
#include "exchange/orders/refusal.h"
#include "exchange/orders/request.h"
#include "exchange/rules/symbol_rules.h"

namespace atb::exchange {

/// What filters look at besides the order.
struct FilterContext {
  std::optional<core::Price> average;  ///< nothing: no trade yet; price bands are not checked
  std::optional<core::Price> last;
  int open_orders = 0;       ///< of this account and symbol, those of the same request included
  int open_conditional = 0;  ///< likewise
  int open_icebergs = 0;     ///< likewise
  core::Money base_held;     ///< free, locked, and in open BUY orders; MAX_POSITION
};

/// Checks an order against every filter of its pair, in Binance's order of them.
/// @error -1013 "Filter failure: NAME"
/// Source: Binance spot API, "Filters".
[[nodiscard]] Outcome<void> check_filters(const SymbolRules& rules, const PlaceOrder& order,
                                          const FilterContext& context);

/// LOT_SIZE and NOTIONAL of a quantity that an amend leaves.
[[nodiscard]] Outcome<void> check_amended(const SymbolRules& rules, core::Price price,
                                          core::Quantity quantity);

}  // namespace atb::exchange
