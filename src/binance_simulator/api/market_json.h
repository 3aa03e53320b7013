#pragma once

#include "binance_simulator/api/call.h"
#include "binance_simulator/market/tape.h"

namespace atb::binance_simulator {

/// Twelve values in a row.
[[nodiscard]] Json kline_row(const Kline& kline, TimeUnit unit);
[[nodiscard]] Json trade_row(const exchange::PublicTrade& trade, TimeUnit unit);
[[nodiscard]] Json aggregate_row(const AggregateTrade& trade, TimeUnit unit);
/// [["price","quantity"],…], best first.
[[nodiscard]] Json depth_rows(const exchange::Market& market, exchange::Side side,
                              std::size_t levels);

}  // namespace atb::binance_simulator
