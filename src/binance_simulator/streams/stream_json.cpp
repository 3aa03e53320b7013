#include "binance_simulator/streams/stream_json.h"

#include "binance_simulator/api/market_json.h"
#include "binance_simulator/api/ticker_json.h"

namespace atb::binance_simulator {
namespace {

using exchange::Side;
using Kind = StreamName::Kind;

Json mini(const World& world, const std::string& symbol, core::Timestamp now, TimeUnit unit) {
  const auto window =
      world.tape(symbol)->window(core::Duration::days(1), now).value_or(TickerWindow{});
  return {
      {"e", "24hrMiniTicker"},   {"E", number_of(now, unit)}, {"s", symbol},
      {"c", fixed(window.last)}, {"o", fixed(window.open)},   {"h", fixed(window.high)},
      {"l", fixed(window.low)},  {"v", fixed(window.volume)}, {"q", fixed(window.quote_volume)}};
}

Json full(const World& world, const StreamName& name, core::Timestamp now, TimeUnit unit) {
  const bool day = name.kind == Kind::ticker;
  const auto length = day ? core::Duration::days(1) : name.window;
  const auto window = world.tape(name.symbol)->window(length, now).value_or(TickerWindow{});
  const auto& market = *world.exchange.market(name.symbol);
  Json json{{"e", day ? std::string{"24hrTicker"} : name.window_name + "Ticker"},
            {"E", number_of(now, unit)},
            {"s", name.symbol},
            {"p", fixed(core::Int128{(window.last - window.open).units()})},
            {"P", change_percent(window.open, window.last)},
            {"w", fixed(window.last)}};
  if (day) {
    const auto bid = market.book.best_price(Side::buy).value_or(core::Price{});
    const auto ask = market.book.best_price(Side::sell).value_or(core::Price{});
    json["x"] = fixed(window.previous);
    json["Q"] = fixed(window.last_quantity);
    json["b"] = fixed(bid);
    json["B"] = fixed(market.book.visible(Side::buy, bid));
    json["a"] = fixed(ask);
    json["A"] = fixed(market.book.visible(Side::sell, ask));
  }
  json["c"] = fixed(window.last);
  json["o"] = fixed(window.open);
  json["h"] = fixed(window.high);
  json["l"] = fixed(window.low);
  json["v"] = fixed(window.volume);
  json["q"] = fixed(window.quote_volume);
  json["O"] = number_of(window.open_time, unit);
  json["C"] = number_of(window.close_time, unit);
  json["F"] = window.first_trade;
  json["L"] = window.last_trade;
  json["n"] = window.trades;
  return json;
}

}  // namespace

Json trade_event(const exchange::PublicTrade& trade, TimeUnit unit) {
  return {{"e", "trade"},
          {"E", number_of(trade.time, unit)},
          {"s", trade.symbol},
          {"t", trade.id},
          {"p", fixed(trade.price)},
          {"q", fixed(trade.quantity)},
          {"T", number_of(trade.time, unit)},
          {"m", trade.buyer_is_maker},
          {"M", true}};
}

Json aggregate_event(const std::string& symbol, const AggregateTrade& trade, core::Timestamp now,
                     TimeUnit unit) {
  Json json{{"e", "aggTrade"}, {"E", number_of(now, unit)}, {"s", symbol}};
  json.update(aggregate_row(trade, unit));
  return json;
}

Json kline_event(const StreamName& name, const Kline& kline, bool closed, core::Timestamp now,
                 TimeUnit unit) {
  return {{"e", "kline"},
          {"E", number_of(now, unit)},
          {"s", name.symbol},
          {"k",
           {{"t", number_of(kline.open_time, unit)},
            {"T", number_of(kline.close_time, unit)},
            {"s", name.symbol},
            {"i", name_of(name.interval)},
            {"f", kline.first_trade},
            {"L", kline.last_trade},
            {"o", fixed(kline.open)},
            {"c", fixed(kline.close)},
            {"h", fixed(kline.high)},
            {"l", fixed(kline.low)},
            {"v", fixed(kline.volume)},
            {"n", kline.trades},
            {"x", closed},
            {"q", fixed(kline.quote_volume)},
            {"V", fixed(kline.taker_volume)},
            {"Q", fixed(kline.taker_quote)},
            {"B", "0"}}}};
}

Json book_ticker_event(const exchange::Market& market) {
  const auto bid = market.book.best_price(Side::buy).value_or(core::Price{});
  const auto ask = market.book.best_price(Side::sell).value_or(core::Price{});
  return {{"u", market.record.last_update},
          {"s", market.record.rules.symbol},
          {"b", fixed(bid)},
          {"B", fixed(market.book.visible(Side::buy, bid))},
          {"a", fixed(ask)},
          {"A", fixed(market.book.visible(Side::sell, ask))}};
}

Json partial_depth_event(const exchange::Market& market, std::size_t levels) {
  return {{"lastUpdateId", market.record.last_update},
          {"bids", depth_rows(market, Side::buy, levels)},
          {"asks", depth_rows(market, Side::sell, levels)}};
}

Json ticker_event(const World& world, const StreamName& name, core::Timestamp now, TimeUnit unit) {
  if (name.kind == Kind::mini_ticker) return mini(world, name.symbol, now, unit);
  if (name.kind != Kind::all_mini_tickers) return full(world, name, now, unit);
  auto all = Json::array();
  for (const auto& symbol : world.exchange.symbols()) all.push_back(mini(world, symbol, now, unit));
  return all;
}

Json average_event(World& world, const StreamName& name, core::Timestamp now, TimeUnit unit) {
  const auto price = world.exchange.average_price(name.symbol, now);
  const auto& market = *world.exchange.market(name.symbol);
  const auto& entries = market.average.entries();
  return {{"e", "avgPrice"},
          {"E", number_of(now, unit)},
          {"s", name.symbol},
          {"i", "5m"},
          {"w", fixed(price ? price->value_or(core::Price{}) : core::Price{})},
          {"T", number_of(entries.empty() ? now : entries.back().time, unit)}};
}

}  // namespace atb::binance_simulator
