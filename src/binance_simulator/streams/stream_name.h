#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "binance_simulator/market/kline.h"

namespace atb::binance_simulator {

/// A stream that a client can subscribe to: "btcusdt@depth5@100ms".
/// Source: Binance spot API, WebSocket streams.
struct StreamName {
  enum class Kind {
    trade,
    aggregate,
    kline,
    mini_ticker,
    all_mini_tickers,
    ticker,
    rolling_ticker,
    book_ticker,
    average,
    depth,
    partial_depth
  };
  Kind kind = Kind::trade;
  std::string text;    ///< as it was sent
  std::string symbol;  ///< upper case; empty for streams of all pairs
  KlineInterval interval = KlineInterval::m1;
  core::Duration east;      ///< of "@+08:00"
  std::size_t levels = 0;   ///< of partial depth
  core::Duration window;    ///< of rolling tickers
  std::string window_name;  ///< "4h"
  core::Duration pace;      ///< how often it is told; zero: at once
};

/// Nothing for a name that no stream has.
[[nodiscard]] std::optional<StreamName> parse_stream(std::string_view text);

}  // namespace atb::binance_simulator
