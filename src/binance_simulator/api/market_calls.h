#pragma once

#include "binance_simulator/api/call.h"

/// Handlers of public market data calls.
namespace atb::binance_simulator {

[[nodiscard]] Answer<Json> depth(CallContext& context);
[[nodiscard]] Answer<Json> recent_trades(CallContext& context);
[[nodiscard]] Answer<Json> historical_trades(CallContext& context);
[[nodiscard]] Answer<Json> aggregate_trades(CallContext& context);
[[nodiscard]] Answer<Json> klines(CallContext& context);
[[nodiscard]] Answer<Json> average_price(CallContext& context);

}  // namespace atb::binance_simulator
