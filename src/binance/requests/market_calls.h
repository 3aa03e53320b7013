#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "binance/requests/call.h"
#include "core/time.h"

/// Calls for public market data. Weights: Binance spot API, 2026-07.
namespace atb::binance {

[[nodiscard]] Call server_time_call();
[[nodiscard]] Call exchange_info_call(std::string_view symbol);

/// Which candles: the newest `limit` when neither time is set; the oldest from `start` on; the
/// newest up to `end`.
struct KlineQuery {
  std::string_view symbol;
  std::string_view interval;  ///< as Binance writes it: "1m"
  std::optional<core::Timestamp> start;
  std::optional<core::Timestamp> end;
  int limit = 1000;  ///< 1 … 1000
};
[[nodiscard]] Call klines_call(const KlineQuery& query);

/// @param levels  1 … 5000 a side; the weight grows with them: 5, 25, 50, 250
[[nodiscard]] Call depth_call(std::string_view symbol, int levels);

[[nodiscard]] Call recent_trades_call(std::string_view symbol, int limit);

/// @param from_id  the oldest aggregate trade wanted, or the newest `limit` ones
[[nodiscard]] Call aggregate_trades_call(std::string_view symbol,
                                         std::optional<std::int64_t> from_id, int limit);

}  // namespace atb::binance
