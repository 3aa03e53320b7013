#pragma once

#include "core/time.h"
#include "exchange/matching/market.h"
#include "exchange/orders/refusal.h"
#include "exchange/orders/request.h"

namespace atb::exchange {

/// Everything that Binance checks before an order is accepted, in its order: market, duplicate id,
/// filters, trigger, maker, funds.
/// @error -1013, -2010
[[nodiscard]] Outcome<void> admit(Floor& floor, Market& market, const PlaceOrder& request,
                                  core::Timestamp now);

/// The same for all orders of a list together.
[[nodiscard]] Outcome<void> admit(Floor& floor, Market& market, const PlaceList& request,
                                  core::Timestamp now);

}  // namespace atb::exchange
