#pragma once

#include "binance_simulator/api/call.h"

/// Handlers of the calls below /sapi that clients make before they trade.
namespace atb::binance_simulator {

/// What the key may do.
[[nodiscard]] Answer<Json> api_restrictions(CallContext& context);
/// All assets (capital/config/getall).
[[nodiscard]] Answer<Json> all_coins(CallContext& context);
/// Pairs that margin trading knows: none.
[[nodiscard]] Answer<Json> no_margin_pairs(CallContext& context);
/// Maker and taker rates (asset/tradeFee).
[[nodiscard]] Answer<Json> trade_fees(CallContext& context);
[[nodiscard]] Answer<Json> system_status(CallContext& context);

}  // namespace atb::binance_simulator
