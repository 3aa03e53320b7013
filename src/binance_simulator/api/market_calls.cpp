#include "binance_simulator/api/market_calls.h"

#include <algorithm>
#include <charconv>

#include "binance_simulator/api/market_json.h"
#include "binance_simulator/api/order_parameters.h"

namespace atb::binance_simulator {
namespace {

using exchange::Outcome;
using exchange::refuse;

/// "-1:00", "05:45", "0": the offset of a day's beginning.
Outcome<core::Duration> read_time_zone(CallContext& context) {
  const auto text = context.parameters.optional_text("timeZone");
  ATB_ALLOW(text);
  const std::string zone = text->value_or("0");
  const auto wrong = [] {
    return refuse(-1130, "Data sent for parameter 'timeZone' is not valid.");
  };
  const bool west = zone.starts_with('-');
  const char* at = zone.data() + (west || zone.starts_with('+') ? 1 : 0);
  const char* const end = zone.data() + zone.size();
  int hours = 0;
  int minutes = 0;
  const auto [stop, error] = std::from_chars(at, end, hours);
  if (error != std::errc{} || (stop != end && *stop != ':')) return wrong();
  if (stop != end && std::from_chars(stop + 1, end, minutes).ptr != end) return wrong();
  const auto total = (hours * 60 + minutes) * (west ? -1 : 1);
  if (total < -12 * 60 || total > 14 * 60 || minutes > 59) return wrong();
  return core::Duration::minutes(total);
}

/// Candles that begin elsewhere than in UTC, put together from shorter ones.
std::vector<Kline> shifted(const Tape& tape, KlineInterval interval, core::Duration east) {
  std::vector<Kline> all;
  for (const auto& part : tape.klines(KlineInterval::h1)) {
    const auto open = open_time(interval, part.open_time, east);
    if (all.empty() || all.back().open_time < open) {
      all.push_back(part);
      all.back().open_time = open;
      all.back().close_time = next_open(interval, open, east) - core::Duration::milliseconds(1);
      continue;
    }
    auto& into = all.back();
    into.high = std::max(into.high, part.high);
    into.low = std::min(into.low, part.low);
    into.close = part.close;
    into.volume += part.volume;
    into.quote_volume += part.quote_volume;
    into.taker_volume += part.taker_volume;
    into.taker_quote += part.taker_quote;
    into.trades += part.trades;
    into.last_trade = part.last_trade;
  }
  return all;
}

std::vector<Kline> klines_of(const Tape& tape, KlineInterval interval, core::Duration east,
                             core::Timestamp now) {
  if (east != core::Duration{} && interval > KlineInterval::h1)
    return shifted(tape, interval, east);
  const auto& kept = tape.klines(interval);
  std::vector<Kline> all{kept.begin(), kept.end()};
  // Time without a trade has candles too: flat ones.
  std::vector<Kline> whole;
  for (const auto& kline : all) {
    while (!whole.empty() && next_open(interval, whole.back().open_time) < kline.open_time &&
           whole.size() < Tape::kKlinesKept * 4) {
      Kline gap;
      gap.open_time = next_open(interval, whole.back().open_time);
      gap.close_time = next_open(interval, gap.open_time) - core::Duration::milliseconds(1);
      gap.open = gap.high = gap.low = gap.close = whole.back().close;
      whole.push_back(gap);
    }
    whole.push_back(kline);
  }
  if (const auto current = tape.current(interval, now);
      current && !whole.empty() && whole.back().open_time < current->open_time)
    whole.push_back(*current);
  return whole;
}

}  // namespace

Answer<Json> depth(CallContext& context) {
  const auto symbol = read_symbol(context);
  ATB_ALLOW(symbol);
  const auto limit = context.parameters.limit("limit", 100, 5'000);
  ATB_ALLOW(limit);
  ATB_ALLOW(context.parameters.optional_text("symbolStatus"));
  ATB_ALLOW(context.parameters.all_read());
  const auto& market = *context.world.exchange.market(*symbol);
  const auto levels = static_cast<std::size_t>(*limit);
  return Json{{"lastUpdateId", market.record.last_update},
              {"bids", depth_rows(market, exchange::Side::buy, levels)},
              {"asks", depth_rows(market, exchange::Side::sell, levels)}};
}

Answer<Json> recent_trades(CallContext& context) {
  const auto symbol = read_symbol(context);
  ATB_ALLOW(symbol);
  const auto limit = context.parameters.limit("limit", 500, 1'000);
  ATB_ALLOW(limit);
  ATB_ALLOW(context.parameters.all_read());
  const auto& trades = context.world.tape(*symbol)->trades();
  auto rows = Json::array();
  const auto count = std::min(trades.size(), static_cast<std::size_t>(*limit));
  for (auto at = trades.end() - static_cast<std::ptrdiff_t>(count); at != trades.end(); ++at)
    rows.push_back(trade_row(*at, context.unit));
  return rows;
}

Answer<Json> historical_trades(CallContext& context) {
  const auto symbol = read_symbol(context);
  ATB_ALLOW(symbol);
  const auto from = context.parameters.optional_number("fromId");
  ATB_ALLOW(from);
  if (!*from) return recent_trades(context);
  const auto limit = context.parameters.limit("limit", 500, 1'000);
  ATB_ALLOW(limit);
  ATB_ALLOW(context.parameters.all_read());
  auto rows = Json::array();
  for (const auto& trade : context.world.tape(*symbol)->trades())
    if (trade.id >= **from && rows.size() < static_cast<std::size_t>(*limit))
      rows.push_back(trade_row(trade, context.unit));
  return rows;
}

Answer<Json> aggregate_trades(CallContext& context) {
  auto& parameters = context.parameters;
  const auto symbol = read_symbol(context);
  ATB_ALLOW(symbol);
  const auto from = parameters.optional_number("fromId");
  ATB_ALLOW(from);
  const auto start = parameters.optional_time("startTime");
  ATB_ALLOW(start);
  const auto end = parameters.optional_time("endTime");
  ATB_ALLOW(end);
  const auto limit = parameters.limit("limit", 500, 1'000);
  ATB_ALLOW(limit);
  ATB_ALLOW(parameters.all_read());
  std::vector<const AggregateTrade*> found;
  for (const auto& trade : context.world.tape(*symbol)->aggregates())
    if ((!*from || trade.id >= **from) && (!*start || trade.time >= **start) &&
        (!*end || trade.time <= **end))
      found.push_back(&trade);
  const auto most = static_cast<std::size_t>(*limit);
  if (found.size() > most) {
    if (*from || *start)
      found.resize(most);
    else
      found.erase(found.begin(), found.end() - static_cast<std::ptrdiff_t>(most));
  }
  auto rows = Json::array();
  for (const auto* const trade : found) rows.push_back(aggregate_row(*trade, context.unit));
  return rows;
}

Answer<Json> klines(CallContext& context) {
  auto& parameters = context.parameters;
  const auto symbol = read_symbol(context);
  ATB_ALLOW(symbol);
  const auto name = parameters.text("interval");
  ATB_ALLOW(name);
  const auto interval = parse_interval(*name);
  if (!interval) return tl::unexpected<ApiError>(exchange::Refusal{-1120, "Invalid interval."});
  const auto start = parameters.optional_time("startTime");
  ATB_ALLOW(start);
  const auto end = parameters.optional_time("endTime");
  ATB_ALLOW(end);
  const auto zone = read_time_zone(context);
  ATB_ALLOW(zone);
  const auto limit = parameters.limit("limit", 500, 1'000);
  ATB_ALLOW(limit);
  ATB_ALLOW(parameters.all_read());
  std::vector<Kline> found;
  for (const auto& kline : klines_of(*context.world.tape(*symbol), *interval, *zone, context.now))
    if ((!*start || kline.open_time >= **start) && (!*end || kline.open_time <= **end))
      found.push_back(kline);
  const auto most = static_cast<std::size_t>(*limit);
  if (found.size() > most) {
    if (*start)
      found.resize(most);
    else
      found.erase(found.begin(), found.end() - static_cast<std::ptrdiff_t>(most));
  }
  auto rows = Json::array();
  for (const auto& kline : found) rows.push_back(kline_row(kline, context.unit));
  return rows;
}

Answer<Json> average_price(CallContext& context) {
  const auto symbol = read_symbol(context);
  ATB_ALLOW(symbol);
  ATB_ALLOW(context.parameters.all_read());
  const auto price = context.world.exchange.average_price(*symbol, context.now);
  ATB_ALLOW(price);
  return Json{{"mins", 5},
              {"price", fixed(price->value_or(core::Price{}))},
              {"closeTime", context.time(context.now)}};
}

}  // namespace atb::binance_simulator
