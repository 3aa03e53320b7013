#pragma once

#include "binance_simulator/api/call.h"

/// Handlers of calls about one, several or all pairs at a glance.
namespace atb::binance_simulator {

[[nodiscard]] Answer<Json> ticker_24h(CallContext& context);
[[nodiscard]] Answer<Json> ticker_trading_day(CallContext& context);
[[nodiscard]] Answer<Json> ticker_rolling(CallContext& context);
[[nodiscard]] Answer<Json> ticker_price(CallContext& context);
[[nodiscard]] Answer<Json> ticker_book(CallContext& context);

/// Weights: one pair, several, all. Source: Binance spot API, "Market data endpoints".
[[nodiscard]] int weight_of_24h(const Parameters& parameters);
[[nodiscard]] int weight_of_price(const Parameters& parameters);
[[nodiscard]] int weight_of_depth(const Parameters& parameters);
[[nodiscard]] int weight_of_open_orders(const Parameters& parameters);
[[nodiscard]] int weight_of_my_trades(const Parameters& parameters);

}  // namespace atb::binance_simulator
