#include "binance_simulator/api/ticker_calls.h"

#include <charconv>
#include <functional>

#include "binance_simulator/api/ticker_json.h"

namespace atb::binance_simulator {
namespace {

using exchange::Outcome;
using exchange::refuse;

struct Asked {
  std::vector<std::string> symbols;
  bool one = false;
  bool mini = false;
};

/// @param all  what no symbol means
Outcome<Asked> read_symbols(CallContext& context, bool all) {
  auto& parameters = context.parameters;
  const auto one = parameters.optional_text("symbol");
  ATB_ALLOW(one);
  const auto some = parameters.optional_list("symbols");
  ATB_ALLOW(some);
  if (*one && *some) return refuse(-1128, "Combination of optional parameters invalid.");
  if (!*one && !*some && !all)
    return refuse(-1102,
                  "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
  const auto type = parameters.optional_text("type");
  ATB_ALLOW(type);
  ATB_ALLOW(parameters.optional_text("symbolStatus"));
  Asked asked;
  asked.one = one->has_value();
  asked.mini = *type && **type == "MINI";
  asked.symbols = *one ? std::vector{**one} : *some ? **some : context.world.exchange.symbols();
  for (const auto& symbol : asked.symbols)
    if (context.world.exchange.market(symbol) == nullptr) return refuse(-1121, "Invalid symbol.");
  return asked;
}

Answer<Json> each(CallContext& context, const Asked& asked,
                  const std::function<Json(const std::string&)>& row) {
  ATB_ALLOW(context.parameters.all_read());
  if (asked.one) return row(asked.symbols.front());
  auto rows = Json::array();
  for (const auto& symbol : asked.symbols) rows.push_back(row(symbol));
  return rows;
}

/// "1d", "15m", "4h".
std::optional<core::Duration> parse_window(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  std::int64_t count = 0;
  const auto* const last = text.data() + text.size() - 1;
  if (std::from_chars(text.data(), last, count).ptr != last || count < 1) return std::nullopt;
  if (*last == 'm' && count <= 59) return core::Duration::minutes(count);
  if (*last == 'h' && count <= 23) return core::Duration::hours(count);
  if (*last == 'd' && count <= 7) return core::Duration::days(count);
  return std::nullopt;
}

bool is_several(const Parameters& parameters) {
  return !parameters.has("symbol");
}

}  // namespace

Answer<Json> ticker_24h(CallContext& context) {
  const auto asked = read_symbols(context, true);
  ATB_ALLOW(asked);
  return each(context, *asked, [&](const std::string& symbol) {
    return full_ticker(context, symbol, core::Duration::days(1), asked->mini, true);
  });
}

Answer<Json> ticker_trading_day(CallContext& context) {
  const auto asked = read_symbols(context, false);
  ATB_ALLOW(asked);
  ATB_ALLOW(context.parameters.optional_text("timeZone"));
  const auto since = context.now - open_time(KlineInterval::d1, context.now);
  return each(context, *asked, [&](const std::string& symbol) {
    return full_ticker(context, symbol, since, asked->mini, false);
  });
}

Answer<Json> ticker_rolling(CallContext& context) {
  const auto asked = read_symbols(context, false);
  ATB_ALLOW(asked);
  const auto text = context.parameters.optional_text("windowSize");
  ATB_ALLOW(text);
  const auto window = parse_window(text->value_or("1d"));
  if (!window)
    return tl::unexpected<ApiError>(
        exchange::Refusal{-1130, "Data sent for parameter 'windowSize' is not valid."});
  return each(context, *asked, [&](const std::string& symbol) {
    return full_ticker(context, symbol, *window, asked->mini, false);
  });
}

Answer<Json> ticker_price(CallContext& context) {
  const auto asked = read_symbols(context, true);
  ATB_ALLOW(asked);
  return each(context, *asked,
              [&](const std::string& symbol) { return price_ticker(context, symbol); });
}

Answer<Json> ticker_book(CallContext& context) {
  const auto asked = read_symbols(context, true);
  ATB_ALLOW(asked);
  return each(context, *asked,
              [&](const std::string& symbol) { return book_ticker(context, symbol); });
}

int weight_of_24h(const Parameters& parameters) {
  if (!is_several(parameters)) return 2;
  return parameters.has("symbols") ? 2 : 80;
}

int weight_of_price(const Parameters& parameters) {
  return is_several(parameters) ? 4 : 2;
}

int weight_of_depth(const Parameters& parameters) {
  auto copy = parameters;
  const auto limit = copy.optional_number("limit");
  const auto levels = limit && *limit ? **limit : 100;
  if (levels <= 100) return 5;
  if (levels <= 500) return 25;
  return levels <= 1'000 ? 50 : 250;
}

int weight_of_open_orders(const Parameters& parameters) {
  return parameters.has("symbol") ? 6 : 80;
}

int weight_of_my_trades(const Parameters& parameters) {
  return parameters.has("orderId") ? 5 : 20;
}

}  // namespace atb::binance_simulator
