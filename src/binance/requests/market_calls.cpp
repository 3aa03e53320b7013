#include "binance/requests/market_calls.h"

namespace atb::binance {
namespace {

Call open_call(std::string_view name, std::string_view path, int weight) {
  return {{name, Verb::get, path, name, Security::open, weight, 0, false}, Purpose::query, {}};
}

int depth_weight(int levels) {
  if (levels <= 100) return 5;
  if (levels <= 500) return 25;
  return levels <= 1'000 ? 50 : 250;
}

}  // namespace

Call server_time_call() {
  return open_call("time", "/api/v3/time", 1);
}

Call exchange_info_call(std::string_view symbol) {
  Call call = open_call("exchangeInfo", "/api/v3/exchangeInfo", 20);
  call.parameters.text("symbol", symbol);
  return call;
}

Call klines_call(const KlineQuery& query) {
  Call call = open_call("klines", "/api/v3/klines", 2);
  call.parameters.text("symbol", query.symbol);
  call.parameters.text("interval", query.interval);
  if (query.start) call.parameters.number("startTime", query.start->ms());
  if (query.end) call.parameters.number("endTime", query.end->ms());
  call.parameters.number("limit", query.limit);
  return call;
}

Call depth_call(std::string_view symbol, int levels) {
  Call call = open_call("depth", "/api/v3/depth", depth_weight(levels));
  call.parameters.text("symbol", symbol);
  call.parameters.number("limit", levels);
  return call;
}

Call recent_trades_call(std::string_view symbol, int limit) {
  Call call = open_call("trades.recent", "/api/v3/trades", 25);
  call.parameters.text("symbol", symbol);
  call.parameters.number("limit", limit);
  return call;
}

Call aggregate_trades_call(std::string_view symbol, std::optional<std::int64_t> from_id,
                           int limit) {
  Call call = open_call("trades.aggregate", "/api/v3/aggTrades", 4);
  call.parameters.text("symbol", symbol);
  if (from_id) call.parameters.number("fromId", *from_id);
  call.parameters.number("limit", limit);
  return call;
}

}  // namespace atb::binance
