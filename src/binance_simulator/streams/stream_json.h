#pragma once

#include "binance_simulator/api/call.h"
#include "binance_simulator/streams/stream_name.h"

/// What streams tell. Source: Binance spot API, WebSocket streams.
namespace atb::binance_simulator {

[[nodiscard]] Json trade_event(const exchange::PublicTrade& trade, TimeUnit unit);
[[nodiscard]] Json aggregate_event(const std::string& symbol, const AggregateTrade& trade,
                                   core::Timestamp now, TimeUnit unit);
[[nodiscard]] Json kline_event(const StreamName& name, const Kline& kline, bool closed,
                               core::Timestamp now, TimeUnit unit);
[[nodiscard]] Json book_ticker_event(const exchange::Market& market);
[[nodiscard]] Json partial_depth_event(const exchange::Market& market, std::size_t levels);
/// Tickers of all kinds; an array for all pairs at once.
[[nodiscard]] Json ticker_event(const World& world, const StreamName& name, core::Timestamp now,
                                TimeUnit unit);
[[nodiscard]] Json average_event(World& world, const StreamName& name, core::Timestamp now,
                                 TimeUnit unit);

}  // namespace atb::binance_simulator
