#include "binance/messages/market_report.h"

#include <array>

#include "binance/messages/json_body.h"
#include "binance/messages/json_fields.h"

namespace atb::binance {
namespace {

using simdjson::dom::element;

template <class Amount>
bool amount_at(const simdjson::dom::array& cells, std::size_t index, Amount& amount) {
  std::string_view text;
  return cells.at(index).get(text) == simdjson::SUCCESS && scan_amount(text, amount);
}

bool time_at(const simdjson::dom::array& cells, std::size_t index, TimeUnit unit,
             core::Timestamp& time) {
  std::int64_t count = 0;
  return cells.at(index).get(count) == simdjson::SUCCESS && scan_time(count, unit, time);
}

/// Open time, open, high, low, close, volume, close time; the rest is not read.
core::Result<KlineReport> read_kline(element row, TimeUnit unit) {
  KlineReport report;
  auto& candle = report.candle;
  simdjson::dom::array cells;
  std::string_view volume;
  const bool whole =
      row.get_array().get(cells) == simdjson::SUCCESS &&
      time_at(cells, 0, unit, candle.open_time) && amount_at(cells, 1, candle.open) &&
      amount_at(cells, 2, candle.high) && amount_at(cells, 3, candle.low) &&
      amount_at(cells, 4, candle.close) && cells.at(5).get(volume) == simdjson::SUCCESS &&
      scan_volume(volume, candle.volume) && time_at(cells, 6, unit, report.close_time);
  if (!whole || !market::check(candle)) return malformed_message("a kline", "[]");
  return report;
}

core::Result<Level> read_level(element row) {
  Level level;
  simdjson::dom::array cells;
  const bool whole = row.get_array().get(cells) == simdjson::SUCCESS &&
                     amount_at(cells, 0, level.price) && amount_at(cells, 1, level.quantity) &&
                     level.price.is_positive() && !level.quantity.is_negative();
  if (!whole) return malformed_message("a level of the order book", "[]");
  return level;
}

core::Result<TradeEvent> read_trade(element row, TimeUnit unit) {
  JsonFields fields{row, "a trade"};
  TradeEvent trade;
  trade.trade_id = fields.integer("id");
  trade.price = fields.amount<core::Price>("price");
  trade.quantity = fields.amount<core::Quantity>("qty");
  trade.trade_time = fields.time("time", unit);
  trade.event_time = trade.trade_time;
  trade.buyer_is_maker = fields.flag("isBuyerMaker");
  if (!fields.good()) return fields.fault();
  return trade;
}

core::Result<AggregateTradeEvent> read_aggregate(element row, TimeUnit unit) {
  JsonFields fields{row, "an aggregate trade"};
  AggregateTradeEvent trade;
  trade.aggregate_id = fields.integer("a");
  trade.price = fields.amount<core::Price>("p");
  trade.quantity = fields.amount<core::Quantity>("q");
  trade.first_trade_id = fields.integer("f");
  trade.last_trade_id = fields.integer("l");
  trade.trade_time = fields.time("T", unit);
  trade.event_time = trade.trade_time;
  trade.buyer_is_maker = fields.flag("m");
  if (!fields.good()) return fields.fault();
  return trade;
}

}  // namespace

core::Result<core::Timestamp> parse_server_time(std::string_view body, TimeUnit unit) {
  JsonBody json;
  ATB_ASSIGN(const auto root, json.parse(body, "the server's time"));
  JsonFields fields{root, "the server's time"};
  const auto time = fields.time("serverTime", unit);
  if (!fields.good()) return fields.fault();
  return time;
}

core::Result<std::vector<KlineReport>> parse_klines(std::string_view body, TimeUnit unit) {
  JsonBody json;
  ATB_ASSIGN(const auto root, json.parse(body, "klines"));
  return read_all(root, "klines", [unit](element row) { return read_kline(row, unit); });
}

core::Result<DepthSnapshot> parse_depth(std::string_view body) {
  JsonBody json;
  ATB_ASSIGN(const auto root, json.parse(body, "a depth snapshot"));
  JsonFields fields{root, "a depth snapshot"};
  DepthSnapshot snapshot;
  snapshot.last_update_id = fields.integer("lastUpdateId");
  if (!fields.good()) return fields.fault();
  ATB_ASSIGN(snapshot.bids, read_all(fields.at("bids"), "a depth snapshot", read_level));
  ATB_ASSIGN(snapshot.asks, read_all(fields.at("asks"), "a depth snapshot", read_level));
  return snapshot;
}

core::Result<std::vector<TradeEvent>> parse_trades(std::string_view body, TimeUnit unit) {
  JsonBody json;
  ATB_ASSIGN(const auto root, json.parse(body, "trades"));
  return read_all(root, "trades", [unit](element row) { return read_trade(row, unit); });
}

core::Result<std::vector<AggregateTradeEvent>> parse_aggregate_trades(std::string_view body,
                                                                      TimeUnit unit) {
  JsonBody json;
  ATB_ASSIGN(const auto root, json.parse(body, "aggregate trades"));
  return read_all(root, "aggregate trades",
                  [unit](element row) { return read_aggregate(row, unit); });
}

}  // namespace atb::binance
