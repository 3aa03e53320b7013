#pragma once

#include "core/amount.h"
#include "exchange/matching/market.h"

namespace atb::exchange {

/// What has to be free for an order, of the asset that it gives: the limit's worth rounded up, the
/// trigger's for a conditional market order, for a market order what the book asks now.
[[nodiscard]] core::Money funds_for(const Market& market, const PlaceOrder& order);
[[nodiscard]] core::Money funds_for(const Market& market, const Order& order);

}  // namespace atb::exchange
