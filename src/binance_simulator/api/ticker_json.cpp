#include "binance_simulator/api/ticker_json.h"

#include <fmt/format.h>

namespace atb::binance_simulator {
namespace {

using exchange::Side;

core::Price best(const exchange::Market& market, Side side) {
  return market.book.best_price(side).value_or(core::Price{});
}

std::string signed_price(core::Price change) {
  return fixed(core::Int128{change.units()});
}

core::Price weighted(const TickerWindow& window) {
  if (window.volume.is_zero()) return {};
  return core::Price::from_units(static_cast<std::int64_t>(
      core::divide(core::multiply(window.quote_volume.units(), core::kUnitsPerOne),
                   window.volume.units(), core::Rounding::half_to_even)));
}

void add_book(Json& json, const exchange::Market& market) {
  const auto bid = best(market, Side::buy);
  const auto ask = best(market, Side::sell);
  json["bidPrice"] = fixed(bid);
  json["bidQty"] = fixed(market.book.visible(Side::buy, bid));
  json["askPrice"] = fixed(ask);
  json["askQty"] = fixed(market.book.visible(Side::sell, ask));
}

}  // namespace

std::string change_percent(core::Price from, core::Price to) {
  if (!from.is_positive()) return "0.000";
  const auto thousandths = core::divide(core::multiply(to.units() - from.units(), 100'000),
                                        from.units(), core::Rounding::half_to_even);
  const auto size = static_cast<std::int64_t>(thousandths < 0 ? -thousandths : thousandths);
  return fmt::format("{}{}.{:03}", thousandths < 0 ? "-" : "", size / 1'000, size % 1'000);
}

Json full_ticker(const CallContext& context, const std::string& symbol, core::Duration length,
                 bool mini, bool with_book) {
  const auto window =
      context.world.tape(symbol)->window(length, context.now).value_or(TickerWindow{});
  Json json{{"symbol", symbol}};
  if (!mini) {
    json["priceChange"] = signed_price(window.last - window.open);
    json["priceChangePercent"] = change_percent(window.open, window.last);
    json["weightedAvgPrice"] = fixed(weighted(window));
  }
  if (!mini && with_book) {
    json["prevClosePrice"] = fixed(window.previous);
    json["lastPrice"] = fixed(window.last);
    json["lastQty"] = fixed(window.last_quantity);
    add_book(json, *context.world.exchange.market(symbol));
  }
  json["openPrice"] = fixed(window.open);
  json["highPrice"] = fixed(window.high);
  json["lowPrice"] = fixed(window.low);
  if (mini || !with_book) json["lastPrice"] = fixed(window.last);
  json["volume"] = fixed(window.volume);
  json["quoteVolume"] = fixed(window.quote_volume);
  json["openTime"] = context.time(window.open_time);
  json["closeTime"] = context.time(window.close_time);
  json["firstId"] = window.first_trade;
  json["lastId"] = window.last_trade;
  json["count"] = window.trades;
  return json;
}

Json price_ticker(const CallContext& context, const std::string& symbol) {
  const auto& record = context.world.exchange.market(symbol)->record;
  return {{"symbol", symbol}, {"price", fixed(record.last_price.value_or(core::Price{}))}};
}

Json book_ticker(const CallContext& context, const std::string& symbol) {
  Json json{{"symbol", symbol}};
  add_book(json, *context.world.exchange.market(symbol));
  return json;
}

}  // namespace atb::binance_simulator
