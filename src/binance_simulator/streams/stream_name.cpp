#include "binance_simulator/streams/stream_name.h"

#include <algorithm>

namespace atb::binance_simulator {
namespace {

using Kind = StreamName::Kind;
constexpr auto kSecond = core::Duration::seconds(1);
constexpr auto kTenth = core::Duration::milliseconds(100);

std::string upper(std::string_view text) {
  std::string result{text};
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return result;
}

bool read_kline(StreamName& name, std::string_view rest) {
  const auto zone = rest.find('@');
  if (zone != std::string_view::npos) {
    if (rest.substr(zone) != "@+08:00") return false;
    name.east = core::Duration::hours(8);
    rest = rest.substr(0, zone);
  }
  const auto interval = parse_interval(rest);
  if (!interval) return false;
  name.kind = Kind::kline;
  name.interval = *interval;
  name.pace = *interval == KlineInterval::s1 ? kSecond : core::Duration::seconds(2);
  return true;
}

bool read_depth(StreamName& name, std::string_view rest) {
  name.pace = kSecond;
  if (rest.ends_with("@100ms")) {
    name.pace = kTenth;
    rest.remove_suffix(6);
  } else if (rest.ends_with("@1000ms")) {
    rest.remove_suffix(7);
  }
  name.kind = rest.empty() ? Kind::depth : Kind::partial_depth;
  if (rest.empty()) return true;
  for (const auto levels : {5U, 10U, 20U})
    if (rest == std::to_string(levels)) name.levels = levels;
  return name.levels > 0;
}

bool read_kind(StreamName& name, std::string_view kind) {
  name.pace = kSecond;
  if (kind == "miniTicker") {
    name.kind = Kind::mini_ticker;
  } else if (kind == "ticker") {
    name.kind = Kind::ticker;
  } else if (kind == "avgPrice") {
    name.kind = Kind::average;
  } else if (kind == "ticker_1h" || kind == "ticker_4h" || kind == "ticker_1d") {
    name.kind = Kind::rolling_ticker;
    name.window_name = kind.substr(7);
    name.window = core::Duration::hours(kind == "ticker_1h" ? 1 : kind == "ticker_4h" ? 4 : 24);
  } else if (kind.starts_with("kline_")) {
    return read_kline(name, kind.substr(6));
  } else if (kind.starts_with("depth")) {
    return read_depth(name, kind.substr(5));
  } else {
    name.pace = {};
    if (kind == "trade")
      name.kind = Kind::trade;
    else if (kind == "aggTrade")
      name.kind = Kind::aggregate;
    else if (kind == "bookTicker")
      name.kind = Kind::book_ticker;
    else
      return false;
  }
  return true;
}

}  // namespace

std::optional<StreamName> parse_stream(std::string_view text) {
  StreamName name;
  name.text = text;
  if (text == "!miniTicker@arr") {
    name.kind = Kind::all_mini_tickers;
    name.pace = kSecond;
    return name;
  }
  const auto at = text.find('@');
  if (at == std::string_view::npos || at == 0) return std::nullopt;
  const auto symbol = text.substr(0, at);
  name.symbol = upper(symbol);
  if (name.symbol == symbol) return std::nullopt;  // stream names are in lower case
  if (!read_kind(name, text.substr(at + 1))) return std::nullopt;
  return name;
}

}  // namespace atb::binance_simulator
