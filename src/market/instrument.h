#pragma once

#include <string>

#include "core/amount.h"
#include "core/error.h"

namespace atb::market {

/// PERCENT_PRICE(_BY_SIDE): how far a price may be from the average or reference price. Factors of
/// that price; 0 switches a bound off. PERCENT_PRICE has the same bounds for both sides.
struct PriceBand {
  core::Ratio bid_up;    ///< a BUY's price <= reference * bid_up
  core::Ratio bid_down;  ///< a BUY's price >= reference * bid_down
  core::Ratio ask_up;
  core::Ratio ask_down;
  int average_minutes = 0;  ///< of the volume-weighted average; 0: the last price counts
};

/// Bounds of a trailing stop in basis points; 0 switches a bound off. TRAILING_DELTA.
struct TrailingBounds {
  int above_min = 0;  ///< STOP_LOSS BUY, TAKE_PROFIT SELL
  int above_max = 0;
  int below_min = 0;  ///< STOP_LOSS SELL, TAKE_PROFIT BUY
  int below_max = 0;
};

/// How many orders may be open on a pair at once; 0 switches a limit off.
struct OpenOrderLimits {
  int orders = 0;       ///< MAX_NUM_ORDERS
  int conditional = 0;  ///< MAX_NUM_ALGO_ORDERS: types that wait for a trigger
  int iceberg = 0;      ///< MAX_NUM_ICEBERG_ORDERS
  int lists = 0;        ///< MAX_NUM_ORDER_LISTS
  int amendments = 0;   ///< MAX_NUM_ORDER_AMENDS, of one order
};

/// A traded pair and the exchange's filters for it. A zero step, tick, minimum or maximum switches
/// its rule off, as Binance does. Source: Binance spot API, "Filters".
struct Instrument {
  std::string symbol = "BTCUSDT";
  std::string base_asset = "BTC";
  std::string quote_asset = "USDT";
  core::Price tick_size = core::Price::from_units(1);
  core::Price price_min;
  core::Price price_max;
  core::Quantity lot_step = core::Quantity::from_units(1);
  core::Quantity lot_min;
  core::Quantity lot_max;
  core::Quantity market_lot_max;  ///< for market orders, besides lot_max
  core::Money notional_min;       ///< quote asset
  core::Money notional_max;       ///< quote asset
  core::Quantity market_lot_min;
  core::Quantity market_lot_step;
  bool notional_min_for_market = true;   ///< at the average price
  bool notional_max_for_market = false;  ///< at the average price
  PriceBand price_band;
  TrailingBounds trailing;
  OpenOrderLimits open_orders;
  core::Quantity position_max;  ///< base asset: held, locked and in open BUY orders. MAX_POSITION
  int iceberg_parts = 0;        ///< ceil(quantity / iceberg quantity) <= this; 0: off
};

enum class OrderKind { market, limit };

/// Checks a price against PRICE_FILTER. @error "Filter failure: PRICE_FILTER" as code -1013
[[nodiscard]] core::Result<void> check_price(const Instrument& instrument, core::Price price);

/// Checks a quantity against LOT_SIZE and, for market orders, MARKET_LOT_SIZE.
/// @error code -1013 "Filter failure: LOT_SIZE" or "MARKET_LOT_SIZE"
[[nodiscard]] core::Result<void> check_quantity(const Instrument& instrument,
                                                core::Quantity quantity, OrderKind kind);

/// Checks price * quantity against NOTIONAL. @error code -1013 "Filter failure: NOTIONAL"
[[nodiscard]] core::Result<void> check_notional(const Instrument& instrument, core::Money notional,
                                                OrderKind kind);

/// Splits a symbol into base and quote by Binance's quote assets ("BTCUSDT" -> BTC, USDT) and
/// leaves the filters off.
/// @error instrument.unknown_symbol (kind usage) for text that is no symbol
[[nodiscard]] core::Result<Instrument> instrument_from_symbol(const std::string& symbol);

}  // namespace atb::market
