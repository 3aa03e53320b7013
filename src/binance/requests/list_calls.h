#pragma once

#include <string>
#include <string_view>

#include "binance/requests/call.h"
#include "binance/requests/order_calls.h"
#include "binance/requests/order_reference.h"
#include "core/error.h"

/// Calls for order lists: two or three orders that depend on each other.
/// Source: Binance spot API, "Order lists".
namespace atb::binance {

/// One leg of an OCO; side and quantity are the list's.
struct ListLeg {
  OrderType type = OrderType::limit_maker;
  std::string client_order_id;
  core::Price price;                             ///< LIMIT_MAKER and the *_LIMIT types
  core::Price stop_price;                        ///< the trigger of conditional types
  int trailing_delta = 0;                        ///< basis points
  TimeInForce time_in_force = TimeInForce::gtc;  ///< of *_LIMIT types
};

/// One cancels the other. SELL: `above` takes profit, `below` stops the loss; BUY: the reverse.
struct NewOco {
  std::string symbol;
  std::string list_id;  ///< listClientOrderId
  Side side = Side::sell;
  core::Quantity quantity;
  ListLeg above;
  ListLeg below;
};

/// One triggers the other: `pending` enters when `working` (LIMIT, LIMIT_MAKER) has wholly filled.
struct NewOto {
  std::string list_id;
  NewOrder working;
  NewOrder pending;  ///< of the same symbol
};

/// One triggers an OCO, of `pending_side` and `pending_quantity`.
struct NewOtoco {
  std::string list_id;
  NewOrder working;
  Side pending_side = Side::sell;
  core::Quantity pending_quantity;
  ListLeg above;
  ListLeg below;
};

/// @error binance.order_malformed, binance.client_order_id (internal)
[[nodiscard]] core::Result<Call> place_oco_call(const NewOco& list, Purpose purpose);
[[nodiscard]] core::Result<Call> place_oto_call(const NewOto& list, Purpose purpose);
[[nodiscard]] core::Result<Call> place_otoco_call(const NewOtoco& list, Purpose purpose);

/// Cancels every order of the list. @param list  orderListId and/or listClientOrderId
[[nodiscard]] Call cancel_list_call(std::string_view symbol, const OrderReference& list);

}  // namespace atb::binance
