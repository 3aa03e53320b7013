#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/amount.h"
#include "core/time.h"
#include "trading/order_id.h"

namespace atb::trading {

/// Market order that spends up to `budget` of the quote asset (Binance: MARKET, quoteOrderQty).
struct PlaceMarketBuy {
  OrderId order;
  core::Timestamp time;
  core::Money budget;
  friend bool operator==(const PlaceMarketBuy&, const PlaceMarketBuy&) = default;
};

/// Market order that sells `quantity` of the base asset.
struct PlaceMarketSell {
  OrderId order;
  core::Timestamp time;
  core::Quantity quantity;
  friend bool operator==(const PlaceMarketSell&, const PlaceMarketSell&) = default;
};

/// Stop-loss and take-profit that rest together; one fills, the other goes (Binance: OCO SELL).
struct PlaceProtection {
  OrderId order;
  core::Timestamp time;
  core::Quantity quantity;
  core::Price stop;
  core::Price target;
  friend bool operator==(const PlaceProtection&, const PlaceProtection&) = default;
};

/// Takes back what rests of an order or a protection.
struct CancelOrder {
  OrderId order;
  core::Timestamp time;
  friend bool operator==(const CancelOrder&, const CancelOrder&) = default;
};

/// What the engine asks of the outside. Each is recorded durably before it is carried out.
using Command = std::variant<PlaceMarketBuy, PlaceMarketSell, PlaceProtection, CancelOrder>;

[[nodiscard]] const OrderId& order_of(const Command& command);
[[nodiscard]] core::Timestamp time_of(const Command& command);

/// One line for people and the journal: "buy market #12 budget 100.5".
[[nodiscard]] std::string describe(const Command& command);

/// Appends the bytes by which two runs are compared: one byte of kind (1 buy, 2 sell, 3 protection,
/// 4 cancel), then as 64-bit little-endian numbers: time in microseconds, order number, and the
/// amounts in units of 1e-8 (budget as two words, low first; quantity; quantity, stop, target;
/// none). The incarnation is left out: it differs between runs that decide the same.
void append_canonical(const Command& command, std::vector<std::uint8_t>& bytes);

}  // namespace atb::trading
