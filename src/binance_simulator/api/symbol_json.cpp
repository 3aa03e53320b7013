#include "binance_simulator/api/symbol_json.h"

#include <fmt/format.h>

namespace atb::binance_simulator {
namespace {

/// Multipliers are written without padding.
std::string plain(core::Ratio ratio) {
  return core::to_text(ratio);
}

void add_amount_filters(Json& filters, const exchange::SymbolRules& rules) {
  filters.push_back({{"filterType", "PRICE_FILTER"},
                     {"minPrice", fixed(rules.price.min)},
                     {"maxPrice", fixed(rules.price.max)},
                     {"tickSize", fixed(rules.price.tick)}});
  filters.push_back({{"filterType", "LOT_SIZE"},
                     {"minQty", fixed(rules.lot.min)},
                     {"maxQty", fixed(rules.lot.max)},
                     {"stepSize", fixed(rules.lot.step)}});
  filters.push_back({{"filterType", "ICEBERG_PARTS"}, {"limit", rules.iceberg_parts}});
  filters.push_back({{"filterType", "MARKET_LOT_SIZE"},
                     {"minQty", fixed(rules.market_lot.min)},
                     {"maxQty", fixed(rules.market_lot.max)},
                     {"stepSize", fixed(rules.market_lot.step)}});
  filters.push_back({{"filterType", "TRAILING_DELTA"},
                     {"minTrailingAboveDelta", rules.trailing.min_above},
                     {"maxTrailingAboveDelta", rules.trailing.max_above},
                     {"minTrailingBelowDelta", rules.trailing.min_below},
                     {"maxTrailingBelowDelta", rules.trailing.max_below}});
}

void add_value_filters(Json& filters, const exchange::SymbolRules& rules) {
  if (rules.percent_price)
    filters.push_back({{"filterType", "PERCENT_PRICE_BY_SIDE"},
                       {"bidMultiplierUp", plain(rules.percent_price->bid_up)},
                       {"bidMultiplierDown", plain(rules.percent_price->bid_down)},
                       {"askMultiplierUp", plain(rules.percent_price->ask_up)},
                       {"askMultiplierDown", plain(rules.percent_price->ask_down)},
                       {"avgPriceMins", rules.percent_price->average_minutes}});
  filters.push_back({{"filterType", "NOTIONAL"},
                     {"minNotional", fixed(rules.notional.min)},
                     {"applyMinToMarket", rules.notional.min_applies_to_market},
                     {"maxNotional", fixed(rules.notional.max)},
                     {"applyMaxToMarket", rules.notional.max_applies_to_market},
                     {"avgPriceMins", rules.notional.average_minutes}});
}

void add_count_filters(Json& filters, const exchange::SymbolRules& rules) {
  const auto add = [&](const char* type, const char* name, int limit) {
    if (limit > 0) filters.push_back({{"filterType", type}, {name, limit}});
  };
  add("MAX_NUM_ORDERS", "maxNumOrders", rules.orders_max);
  add("MAX_NUM_ORDER_LISTS", "maxNumOrderLists", rules.lists_max);
  add("MAX_NUM_ALGO_ORDERS", "maxNumAlgoOrders", rules.conditional_max);
  add("MAX_NUM_ICEBERG_ORDERS", "maxNumIcebergOrders", rules.iceberg_max);
  add("MAX_NUM_ORDER_AMENDS", "maxNumOrderAmends", rules.amendments_max);
  if (rules.position_max.is_positive())
    filters.push_back({{"filterType", "MAX_POSITION"}, {"maxPosition", fixed(rules.position_max)}});
}

}  // namespace

Json symbol_json(const exchange::SymbolRules& rules) {
  auto filters = Json::array();
  add_amount_filters(filters, rules);
  add_value_filters(filters, rules);
  add_count_filters(filters, rules);
  auto modes = Json::array();
  for (const auto mode : rules.allowed_preventions) modes.push_back(exchange::to_text(mode));
  return {{"symbol", rules.symbol},
          {"status", exchange::to_text(rules.status)},
          {"baseAsset", rules.base},
          {"baseAssetPrecision", 8},
          {"quoteAsset", rules.quote},
          {"quotePrecision", 8},
          {"quoteAssetPrecision", 8},
          {"baseCommissionPrecision", 8},
          {"quoteCommissionPrecision", 8},
          {"orderTypes",
           {"LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT",
            "TAKE_PROFIT_LIMIT"}},
          {"icebergAllowed", true},
          {"ocoAllowed", true},
          {"otoAllowed", true},
          {"opoAllowed", true},
          {"quoteOrderQtyMarketAllowed", true},
          {"allowTrailingStop", true},
          {"cancelReplaceAllowed", true},
          {"amendAllowed", true},
          {"pegInstructionsAllowed", false},
          {"isSpotTradingAllowed", true},
          {"isMarginTradingAllowed", false},
          {"filters", std::move(filters)},
          {"permissions", Json::array()},
          {"permissionSets", Json::array({Json::array({"SPOT"})})},
          {"defaultSelfTradePreventionMode", exchange::to_text(rules.self_trade_prevention)},
          {"allowedSelfTradePreventionModes", std::move(modes)}};
}

}  // namespace atb::binance_simulator
