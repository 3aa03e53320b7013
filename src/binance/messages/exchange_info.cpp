#include "binance/messages/exchange_info.h"

#include <algorithm>
#include <array>
#include <utility>

#include "binance/messages/json_body.h"
#include "binance/messages/json_fields.h"
#include "binance/messages/rate_limit_fields.h"

namespace atb::binance {
namespace {

using core::Money;
using core::Price;
using core::Quantity;
using core::Ratio;
using market::Instrument;
using simdjson::dom::element;

constexpr std::string_view kWhat = "exchangeInfo";

void read_price(JsonFields& filter, Instrument& to) {
  to.price_min = filter.amount<Price>("minPrice");
  to.price_max = filter.amount<Price>("maxPrice");
  to.tick_size = filter.amount<Price>("tickSize");
}

void read_lot(JsonFields& filter, Instrument& to) {
  to.lot_min = filter.amount<Quantity>("minQty");
  to.lot_max = filter.amount<Quantity>("maxQty");
  to.lot_step = filter.amount<Quantity>("stepSize");
}

void read_market_lot(JsonFields& filter, Instrument& to) {
  to.market_lot_min = filter.amount<Quantity>("minQty");
  to.market_lot_max = filter.amount<Quantity>("maxQty");
  to.market_lot_step = filter.amount<Quantity>("stepSize");
}

void read_notional(JsonFields& filter, Instrument& to) {
  to.notional_min = filter.amount<Money>("minNotional");
  to.notional_max = filter.amount<Money>("maxNotional");
  to.notional_min_for_market = filter.flag("applyMinToMarket");
  to.notional_max_for_market = filter.flag("applyMaxToMarket");
  to.price_band.average_minutes = filter.small_or("avgPriceMins", 0);
}

void read_min_notional(JsonFields& filter, Instrument& to) {
  to.notional_min = filter.amount<Money>("minNotional");
  to.notional_min_for_market = filter.flag("applyToMarket");
  to.price_band.average_minutes = filter.small_or("avgPriceMins", 0);
}

void read_band(JsonFields& filter, Instrument& to) {
  const auto up = filter.amount<Ratio>("multiplierUp");
  const auto down = filter.amount<Ratio>("multiplierDown");
  to.price_band = {up, down, up, down, filter.small_or("avgPriceMins", 0)};
}

void read_band_by_side(JsonFields& filter, Instrument& to) {
  to.price_band = {filter.amount<Ratio>("bidMultiplierUp"),
                   filter.amount<Ratio>("bidMultiplierDown"),
                   filter.amount<Ratio>("askMultiplierUp"),
                   filter.amount<Ratio>("askMultiplierDown"), filter.small_or("avgPriceMins", 0)};
}

void read_trailing(JsonFields& filter, Instrument& to) {
  to.trailing = {
      filter.small_or("minTrailingAboveDelta", 0), filter.small_or("maxTrailingAboveDelta", 0),
      filter.small_or("minTrailingBelowDelta", 0), filter.small_or("maxTrailingBelowDelta", 0)};
}

/// A count that must be there: a limit that is read as "off" by mistake would be a bad surprise.
int count_of(JsonFields& filter, std::string_view name) {
  if (!filter.has(name)) filter.blame(name);
  return filter.small_or(name, 0);
}

using Reader = void (*)(JsonFields&, Instrument&);
constexpr std::array<std::pair<std::string_view, Reader>, 15> kFilters{
    {{"PRICE_FILTER", read_price},
     {"LOT_SIZE", read_lot},
     {"MARKET_LOT_SIZE", read_market_lot},
     {"NOTIONAL", read_notional},
     {"MIN_NOTIONAL", read_min_notional},
     {"PERCENT_PRICE", read_band},
     {"PERCENT_PRICE_BY_SIDE", read_band_by_side},
     {"TRAILING_DELTA", read_trailing},
     {"ICEBERG_PARTS",
      [](JsonFields& filter, Instrument& to) { to.iceberg_parts = count_of(filter, "limit"); }},
     {"MAX_POSITION",
      [](JsonFields& filter, Instrument& to) {
        to.position_max = filter.amount<Quantity>("maxPosition");
      }},
     {"MAX_NUM_ORDERS",
      [](JsonFields& filter, Instrument& to) {
        to.open_orders.orders = count_of(filter, "maxNumOrders");
      }},
     {"MAX_NUM_ALGO_ORDERS",
      [](JsonFields& filter, Instrument& to) {
        to.open_orders.conditional = count_of(filter, "maxNumAlgoOrders");
      }},
     {"MAX_NUM_ICEBERG_ORDERS",
      [](JsonFields& filter, Instrument& to) {
        to.open_orders.iceberg = count_of(filter, "maxNumIcebergOrders");
      }},
     {"MAX_NUM_ORDER_LISTS",
      [](JsonFields& filter, Instrument& to) {
        to.open_orders.lists = count_of(filter, "maxNumOrderLists");
      }},
     {"MAX_NUM_ORDER_AMENDS", [](JsonFields& filter, Instrument& to) {
        to.open_orders.amendments = count_of(filter, "maxNumOrderAmends");
      }}}};

core::Result<void> read_filters(const simdjson::dom::array& filters, SymbolRules& rules) {
  bool price = false;
  bool lot = false;
  for (const element row : filters) {
    JsonFields filter{row, kWhat};
    const auto type = filter.text("filterType");
    if (!filter.good()) return filter.fault();
    const auto* const known = std::find_if(kFilters.begin(), kFilters.end(),
                                           [&](const auto& each) { return each.first == type; });
    if (known == kFilters.end()) {
      rules.unknown_filters.emplace_back(type);
      continue;
    }
    known->second(filter, rules.instrument);
    if (!filter.good()) return filter.fault();
    price = price || type == "PRICE_FILTER";
    lot = lot || type == "LOT_SIZE";
  }
  // Without them every number would seem legal.
  if (!price) return malformed_message(kWhat, "PRICE_FILTER");
  if (!lot) return malformed_message(kWhat, "LOT_SIZE");
  return {};
}

/// The words of a list that are known here.
template <class Word>
std::vector<Word> words_of(simdjson::simdjson_result<element> list) {
  std::vector<Word> words;
  simdjson::dom::array rows;
  if (list.get_array().get(rows) != simdjson::SUCCESS) return words;
  for (const element row : rows) {
    std::string_view text;
    if (row.get_string().get(text) != simdjson::SUCCESS) continue;
    if (const auto word = parse_word<Word>(text)) words.push_back(*word);
  }
  return words;
}

core::Result<SymbolRules> read_symbol(element row) {
  JsonFields fields{row, kWhat};
  SymbolRules rules;
  // The defaults of a bare instrument must not outlive a filter that is missing.
  rules.instrument.tick_size = {};
  rules.instrument.lot_step = {};
  rules.instrument.symbol = fields.text("symbol");
  rules.instrument.base_asset = fields.text("baseAsset");
  rules.instrument.quote_asset = fields.text("quoteAsset");
  rules.status = fields.word<SymbolStatus>("status");
  rules.order_types = words_of<OrderType>(fields.at("orderTypes"));
  rules.spot_trading_allowed = fields.flag("isSpotTradingAllowed");
  rules.oco_allowed = fields.flag_or("ocoAllowed", false);
  rules.oto_allowed = fields.flag_or("otoAllowed", false);
  rules.quote_quantity_allowed = fields.flag_or("quoteOrderQtyMarketAllowed", false);
  rules.trailing_stop_allowed = fields.flag_or("allowTrailingStop", false);
  rules.cancel_replace_allowed = fields.flag_or("cancelReplaceAllowed", false);
  rules.amend_allowed = fields.flag_or("amendAllowed", false);
  rules.self_trade_preventions =
      words_of<SelfTradePrevention>(fields.at("allowedSelfTradePreventionModes"));
  const auto filters = fields.array("filters");
  if (!fields.good()) return fields.fault();
  ATB_TRY(read_filters(filters, rules));
  return rules;
}

}  // namespace

bool SymbolRules::allows(OrderType type) const noexcept {
  return std::find(order_types.begin(), order_types.end(), type) != order_types.end();
}

core::Result<ExchangeInfo> parse_exchange_info(std::string_view body, TimeUnit unit) {
  JsonBody json;
  ATB_ASSIGN(const auto root, json.parse(body, kWhat));
  JsonFields fields{root, kWhat};
  ExchangeInfo info;
  info.server_time = fields.time("serverTime", unit);
  if (!fields.good()) return fields.fault();
  ATB_ASSIGN(const auto limits, read_rate_limits(fields.at("rateLimits")));
  for (const auto& state : limits) info.rate_limits.push_back(state.limit);
  ATB_ASSIGN(info.symbols, read_all(fields.at("symbols"), kWhat, read_symbol));
  return info;
}

}  // namespace atb::binance
