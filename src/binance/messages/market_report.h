#pragma once

#include <string_view>
#include <vector>

#include "binance/messages/market_events.h"
#include "binance/messages/time_unit.h"
#include "core/error.h"
#include "core/time.h"
#include "market/candle.h"

/// What calls tell about the market. @error of all: as order_report.h
namespace atb::binance {

[[nodiscard]] core::Result<core::Timestamp> parse_server_time(std::string_view body, TimeUnit unit);

struct KlineReport {
  market::Candle candle;
  core::Timestamp close_time;  ///< the last millisecond of the candle
};
/// Oldest first. The newest may still be open: closed ones end before the server's time.
[[nodiscard]] core::Result<std::vector<KlineReport>> parse_klines(std::string_view body,
                                                                  TimeUnit unit);
[[nodiscard]] core::Result<DepthSnapshot> parse_depth(std::string_view body);
/// trades; event times are the trades'. `symbol` stays empty.
[[nodiscard]] core::Result<std::vector<TradeEvent>> parse_trades(std::string_view body,
                                                                 TimeUnit unit);
[[nodiscard]] core::Result<std::vector<AggregateTradeEvent>> parse_aggregate_trades(
    std::string_view body, TimeUnit unit);

}  // namespace atb::binance
