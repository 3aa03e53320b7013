#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/amount.h"
#include "exchange/orders/order_terms.h"

/// What an exchange allows for a pair. A zero switches its rule off, as Binance's filters do.
/// Source: Binance spot API, "Filters".
namespace atb::exchange {

struct PriceFilter {
  core::Price min;
  core::Price max;
  core::Price tick;
};
struct LotFilter {
  core::Quantity min;
  core::Quantity max;
  core::Quantity step;
};
/// Multipliers of the average price.
struct PercentPrice {
  core::Ratio bid_up;
  core::Ratio bid_down;
  core::Ratio ask_up;
  core::Ratio ask_down;
  int average_minutes = 5;  ///< 0: the last price
};
struct NotionalFilter {
  core::Money min;
  core::Money max;
  bool min_applies_to_market = true;
  bool max_applies_to_market = false;
  int average_minutes = 5;
};
/// Basis points. Above: STOP_LOSS BUY and TAKE_PROFIT SELL; below: the others.
struct TrailingFilter {
  std::int64_t min_above = 0;
  std::int64_t max_above = 0;
  std::int64_t min_below = 0;
  std::int64_t max_below = 0;
};

struct SymbolRules {
  std::string symbol;
  std::string base;
  std::string quote;
  SymbolStatus status = SymbolStatus::trading;
  PriceFilter price;
  LotFilter lot;
  LotFilter market_lot;
  std::optional<PercentPrice> percent_price;
  NotionalFilter notional;
  TrailingFilter trailing;
  int iceberg_parts = 0;
  int orders_max = 0;       ///< MAX_NUM_ORDERS
  int conditional_max = 0;  ///< MAX_NUM_ALGO_ORDERS
  int iceberg_max = 0;      ///< MAX_NUM_ICEBERG_ORDERS
  int lists_max = 0;        ///< MAX_NUM_ORDER_LISTS
  int amendments_max = 0;   ///< MAX_NUM_ORDER_AMENDS, of one order
  core::Quantity position_max;
  SelfTradePrevention self_trade_prevention = SelfTradePrevention::expire_maker;
  std::vector<SelfTradePrevention> allowed_preventions{
      SelfTradePrevention::none,         SelfTradePrevention::expire_taker,
      SelfTradePrevention::expire_maker, SelfTradePrevention::expire_both,
      SelfTradePrevention::decrement,    SelfTradePrevention::transfer};
};

/// BTCUSDT as captures of 2026 show it. Source: the exchange's exchangeInfo.
[[nodiscard]] SymbolRules bitcoin_rules();
/// The same filters for another pair of assets.
[[nodiscard]] SymbolRules rules_like_bitcoin(std::string base, std::string quote);

}  // namespace atb::exchange
