#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/amount.h"
#include "core/time.h"
#include "market/candle.h"

/// What the market data streams tell. Values are exact as sent.
/// Source: Binance spot API, WebSocket streams.
namespace atb::binance {

struct Level {
  core::Price price;
  core::Quantity quantity;  ///< 0 in a depth update: the level is gone
  friend bool operator==(const Level&, const Level&) = default;
};

/// kline: a candle, every one or two seconds. Only `closed` ones are final.
struct KlineEvent {
  core::Timestamp event_time;
  std::string symbol;
  std::string interval;
  core::Timestamp close_time;  ///< the last millisecond (or microsecond) of the candle
  market::Candle candle;
  core::Money quote_volume;
  std::int64_t trade_count = 0;
  bool closed = false;
};

struct TradeEvent {
  core::Timestamp event_time;
  std::string symbol;
  std::int64_t trade_id = 0;
  core::Price price;
  core::Quantity quantity;
  core::Timestamp trade_time;
  bool buyer_is_maker = false;
};

struct AggregateTradeEvent {
  core::Timestamp event_time;
  std::string symbol;
  std::int64_t aggregate_id = 0;
  core::Price price;
  core::Quantity quantity;
  std::int64_t first_trade_id = 0;
  std::int64_t last_trade_id = 0;
  core::Timestamp trade_time;
  bool buyer_is_maker = false;
};

/// bookTicker; carries no time.
struct BookTickerEvent {
  std::int64_t update_id = 0;
  std::string symbol;
  Level bid;
  Level ask;
};

/// depthUpdate: what changed since the last one. Feed it to book/order_book.h.
struct DepthUpdate {
  core::Timestamp event_time;
  std::string symbol;
  std::int64_t first_update_id = 0;
  std::int64_t last_update_id = 0;
  std::vector<Level> bids;
  std::vector<Level> asks;
};

/// The top 5, 10 or 20 levels (stream) or a snapshot (REST).
struct DepthSnapshot {
  std::string symbol;  ///< of a combined stream's name, in lower case; else empty
  std::int64_t last_update_id = 0;
  std::vector<Level> bids;  ///< best first
  std::vector<Level> asks;  ///< best first
};

struct MiniTickerEvent {
  core::Timestamp event_time;
  std::string symbol;
  core::Price close;
  core::Price open;
  core::Price high;
  core::Price low;
  core::Money base_volume;
  core::Money quote_volume;
};

/// The connection will end: open another one now.
struct ServerShutdown {
  core::Timestamp event_time;
};

/// The answer to SUBSCRIBE and its like.
struct ControlAnswer {
  std::optional<std::int64_t> id;
  int error_code = 0;  ///< 0 with an empty text: done
  std::string error_text;
};

/// A message of a kind that this room does not know; tolerated.
struct UnknownEvent {
  std::string kind;  ///< the field e, or the stream's name
};

using StreamEvent =
    std::variant<KlineEvent, TradeEvent, AggregateTradeEvent, BookTickerEvent, DepthUpdate,
                 DepthSnapshot, MiniTickerEvent, ServerShutdown, ControlAnswer, UnknownEvent>;

}  // namespace atb::binance
