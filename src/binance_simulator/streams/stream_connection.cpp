#include "binance_simulator/streams/stream_connection.h"

#include <algorithm>

namespace atb::binance_simulator {
namespace {

using Kind = StreamName::Kind;
using exchange::Side;

Json rows_of(const std::map<core::Price, core::Quantity>& levels, bool best_is_highest) {
  auto rows = Json::array();
  const auto add = [&](const auto& level) {
    rows.push_back(Json::array({fixed(level.first), fixed(level.second)}));
  };
  if (best_is_highest)
    std::for_each(levels.rbegin(), levels.rend(), add);
  else
    std::for_each(levels.begin(), levels.end(), add);
  return rows;
}

Json invalid(const std::string& why, const Json& id) {
  return {{"error", {{"code", 2}, {"msg", "Invalid request: " + why}}}, {"id", id}};
}

}  // namespace

StreamConnection::StreamConnection(World& world, std::string_view target, core::Timestamp now)
    : world_{world}, combined_{target.starts_with("/stream")} {
  if (target.find("timeUnit=MICROSECOND") != std::string_view::npos ||
      target.find("timeUnit=microsecond") != std::string_view::npos)
    unit_ = TimeUnit::us;
  auto names = target.substr(std::min(target.find(combined_ ? "streams=" : "/ws/"), target.size()));
  names.remove_prefix(std::min<std::size_t>(names.size(), combined_ ? 8 : 4));
  names = names.substr(0, names.find_first_of("?&"));
  while (!names.empty()) {
    const auto end = std::min(names.find('/'), names.size());
    subscribe(names.substr(0, end), now);
    names.remove_prefix(std::min(end + 1, names.size()));
  }
}

void StreamConnection::subscribe(std::string_view text, core::Timestamp now) {
  auto name = parse_stream(text);
  // Names of pairs that are not there are taken and never told of, as Binance does.
  if (!name) return;
  Stream stream;
  stream.name = std::move(*name);
  stream.told = now;
  if (const auto* const tape = world_.tape(stream.name.symbol);
      tape != nullptr && !tape->aggregates().empty())
    stream.last_aggregate = tape->aggregates().back().id;
  streams_.try_emplace(std::string{text}, std::move(stream));
}

bool StreamConnection::is_too_fast(core::Timestamp now) {
  while (!messages_.empty() && now - messages_.front() >= core::Duration::seconds(1))
    messages_.pop_front();
  messages_.push_back(now);
  return messages_.size() > kMessagesPerSecond;
}

std::optional<std::string> StreamConnection::on_text(std::string_view text, core::Timestamp now) {
  if (is_too_fast(now)) return std::nullopt;
  const auto request = Json::parse(text, nullptr, false);
  if (!request.is_object()) return invalid("expected a JSON object", nullptr).dump();
  return control(request, now).dump();
}

Json StreamConnection::control(const Json& request, core::Timestamp now) {
  const auto id = request.value("id", Json());
  const auto method = request.value("method", Json());
  const auto params = request.value("params", Json::array());
  const Json done{{"result", nullptr}, {"id", id}};
  if (!method.is_string()) return invalid("method is missing", id);
  if (method == "LIST_SUBSCRIPTIONS") {
    auto names = Json::array();
    for (const auto& [name, stream] : streams_) names.push_back(name);
    return {{"result", std::move(names)}, {"id", id}};
  }
  if (method == "GET_PROPERTY") return {{"result", combined_}, {"id", id}};
  if (method == "SET_PROPERTY") {
    if (params.size() != 2 || params[0] != "combined" || !params[1].is_boolean())
      return invalid("property name must be combined", id);
    combined_ = params[1].get<bool>();
    return done;
  }
  if (method != "SUBSCRIBE" && method != "UNSUBSCRIBE") return invalid("unknown method", id);
  if (!params.is_array()) return invalid("params must be an array", id);
  for (const auto& param : params)
    if (!param.is_string()) return invalid("stream names must be strings", id);
  if (method == "SUBSCRIBE" && streams_.size() + params.size() > kStreamsMax)
    return invalid("too many streams", id);
  for (const auto& param : params) {
    const auto name = param.get<std::string>();
    if (method == "SUBSCRIBE")
      subscribe(name, now);
    else
      streams_.erase(name);
  }
  return done;
}

std::string StreamConnection::wrap(const StreamName& name, Json data) const {
  if (!combined_) return data.dump();
  return Json{{"stream", name.text}, {"data", std::move(data)}}.dump();
}

void StreamConnection::note(Stream& stream, const exchange::BookChange& change) const {
  if (stream.first_update == 0) stream.first_update = change.update_id;
  stream.last_update = change.update_id;
  (change.side == Side::buy ? stream.bids : stream.asks)[change.price] = change.quantity;
}

void StreamConnection::tell_now(Stream& stream, const exchange::ExchangeEvents& events,
                                core::Timestamp now, std::vector<std::string>& messages) const {
  const auto& name = stream.name;
  bool book_changed = false;
  for (const auto& event : events) {
    const auto* const trade = std::get_if<exchange::PublicTrade>(&event);
    if (trade != nullptr && trade->symbol == name.symbol && name.kind == Kind::trade)
      messages.push_back(wrap(name, trade_event(*trade, unit_)));
    const auto* const change = std::get_if<exchange::BookChange>(&event);
    if (change == nullptr || change->symbol != name.symbol) continue;
    book_changed = true;
    if (name.kind == Kind::depth) note(stream, *change);
  }
  if (name.kind == Kind::book_ticker && book_changed)
    messages.push_back(wrap(name, book_ticker_event(*world_.exchange.market(name.symbol))));
  if (name.kind != Kind::aggregate) return;
  for (const auto& trade : world_.tape(name.symbol)->aggregates()) {
    if (trade.id <= stream.last_aggregate) continue;
    stream.last_aggregate = trade.id;
    messages.push_back(wrap(name, aggregate_event(name.symbol, trade, now, unit_)));
  }
}

std::vector<std::string> StreamConnection::on_events(const exchange::ExchangeEvents& events,
                                                     core::Timestamp now) {
  std::vector<std::string> messages;
  for (auto& [text, stream] : streams_)
    if (world_.exchange.market(stream.name.symbol) != nullptr)
      tell_now(stream, events, now, messages);
  return messages;
}

void StreamConnection::tell_candle(Stream& stream, core::Timestamp now,
                                   std::vector<std::string>& messages) const {
  const auto& tape = *world_.tape(stream.name.symbol);
  const auto current = tape.current(stream.name.interval, now);
  if (!current) return;
  // The last word on each candle that ended since, then the one of now.
  if (stream.candle && *stream.candle < current->open_time)
    for (const auto& kline : tape.klines(stream.name.interval))
      if (kline.open_time >= *stream.candle && kline.open_time < current->open_time)
        messages.push_back(wrap(stream.name, kline_event(stream.name, kline, true, now, unit_)));
  stream.candle = current->open_time;
  messages.push_back(wrap(stream.name, kline_event(stream.name, *current, false, now, unit_)));
}

void StreamConnection::tell_depth(Stream& stream, core::Timestamp now,
                                  std::vector<std::string>& messages) const {
  if (stream.first_update == 0) return;
  messages.push_back(wrap(stream.name, {{"e", "depthUpdate"},
                                        {"E", number_of(now, unit_)},
                                        {"s", stream.name.symbol},
                                        {"U", stream.first_update},
                                        {"u", stream.last_update},
                                        {"b", rows_of(stream.bids, true)},
                                        {"a", rows_of(stream.asks, false)}}));
  stream.first_update = 0;
  stream.bids.clear();
  stream.asks.clear();
}

std::vector<std::string> StreamConnection::on_tick(core::Timestamp now) {
  std::vector<std::string> messages;
  for (auto& [text, stream] : streams_) {
    const auto& name = stream.name;
    const bool all = name.kind == Kind::all_mini_tickers;
    const auto* const market = world_.exchange.market(name.symbol);
    if (name.pace == core::Duration{} || (market == nullptr && !all)) continue;
    const bool ended =
        name.kind == Kind::kline && stream.candle && open_time(name.interval, now) > *stream.candle;
    if (now - stream.told < name.pace && !ended) continue;
    stream.told = now;
    if (name.kind == Kind::kline)
      tell_candle(stream, now, messages);
    else if (name.kind == Kind::depth)
      tell_depth(stream, now, messages);
    else if (name.kind == Kind::partial_depth)
      messages.push_back(wrap(name, partial_depth_event(*market, name.levels)));
    else if (name.kind == Kind::average)
      messages.push_back(wrap(name, average_event(world_, name, now, unit_)));
    else
      messages.push_back(wrap(name, ticker_event(world_, name, now, unit_)));
  }
  return messages;
}

std::string StreamConnection::shutdown_notice(core::Timestamp now) const {
  Json notice{{"e", "serverShutdown"}, {"E", number_of(now, unit_)}};
  if (!combined_) return notice.dump();
  return Json{{"stream", "!serverShutdown"}, {"data", std::move(notice)}}.dump();
}

}  // namespace atb::binance_simulator
