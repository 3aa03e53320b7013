#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "binance/requests/call.h"
#include "binance/requests/order_reference.h"
#include "core/time.h"

namespace atb::binance {

/// What this side knew when the connection was lost.
struct KnownState {
  std::string symbol;
  std::string interval;                        ///< "1m"; empty: no candles are followed
  std::optional<core::Timestamp> next_candle;  ///< open time of the first candle that is missing
  std::vector<OrderReference> orders;          ///< open or in doubt
  std::optional<std::int64_t> last_trade_id;   ///< own trades
};

struct RepairCall {
  enum class Kind : std::uint8_t { open_orders, order, my_trades, candles, balances };
  Kind kind = Kind::open_orders;
  OrderReference order;  ///< of Kind::order
  Call call;
};

/// What has to be asked after each reconnect, in this order: nothing is replayed by the exchange.
/// Open orders first, then each known order, own trades from the last id on (repeat while a full
/// page of 1000 comes), balances, candles from the first missing one.
/// Source: Binance spot API, WebSocket streams (no replay) and User Data Streams.
[[nodiscard]] std::vector<RepairCall> repair_calls(const KnownState& known);

}  // namespace atb::binance
