#pragma once

#include <string>

#include "core/amount.h"
#include "core/error.h"

namespace atb::market {

/// A traded pair and the exchange's filters for it. A zero step, tick, minimum or maximum switches
/// its rule off, as Binance does. Source: Binance filters PRICE_FILTER, LOT_SIZE, MARKET_LOT_SIZE,
/// NOTIONAL.
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
  core::Money notional_max;       ///< quote asset; not applied to market orders
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
