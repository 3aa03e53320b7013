#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/amount.h"
#include "exchange/orders/order.h"
#include "exchange/orders/order_terms.h"

/// What accounts ask the exchange for.
namespace atb::exchange {

/// What an account asks for. Amounts that are zero are left out.
struct PlaceOrder {
  AccountId account = 0;
  std::string symbol;
  std::string client_id;  ///< empty: the exchange makes one
  Side side = Side::buy;
  OrderType type = OrderType::limit;
  TimeInForce time_in_force = TimeInForce::gtc;
  core::Price price;
  core::Price stop_price;
  std::int64_t trailing_delta = 0;  ///< basis points
  core::Quantity quantity;
  core::Money quote_quantity;
  core::Quantity iceberg;
  std::optional<SelfTradePrevention> self_trade_prevention;  ///< nothing: the symbol's default
  std::optional<std::int64_t> strategy_id;
  std::optional<std::int64_t> strategy_type;
};

/// Names an order: by id, by client id, or by both, which then must agree.
struct OrderKey {
  AccountId account = 0;
  std::string symbol;
  std::optional<std::int64_t> id;
  std::string client_id;
};

struct CancelOrder {
  OrderKey key;
  std::string new_client_id;  ///< empty: the exchange makes one
  CancelRestriction restriction = CancelRestriction::none;
};

struct AmendOrder {
  OrderKey key;
  core::Quantity quantity;    ///< the new one, smaller than the present
  std::string new_client_id;  ///< empty: the exchange makes one
};

/// Two or three orders that depend on each other. The pairs: `above` and `below` of the market.
struct PlaceList {
  ListKind kind = ListKind::oco;
  std::string list_client_id;  ///< empty: the exchange makes one
  /// OCO: above, below. OTO, OPO: working, pending. OTOCO, OPOCO: working, above, below. The
  /// pending orders of OPO and OPOCO come without quantity: they take what the working order
  /// received.
  std::vector<PlaceOrder> orders;
};

}  // namespace atb::exchange
