#pragma once

#include <string>
#include <string_view>

#include "binance_simulator/api/call.h"
#include "exchange/orders/request.h"

namespace atb::binance_simulator {

/// How the parameters of one order of a request are called: "quantity" or "workingQuantity".
struct OrderNames {
  std::string prefix;           ///< "", "above", "below", "working", "pending", "pendingAbove"…
  std::string quantity_prefix;  ///< whose quantity and side count: "" of an OCO, "pending"
  std::string client_id;        ///< "newClientOrderId" or "aboveClientOrderId"
  bool has_quantity = true;     ///< false: pending orders of OPO
};

/// Reads one order and checks that its type has what it needs and nothing else.
/// @error -1102 missing, -1106 not required, -1115, -1116, -1117 unknown words, -1100, -1111
/// Source: Binance spot API, "New order", additional mandatory parameters.
[[nodiscard]] exchange::Outcome<exchange::PlaceOrder> read_order(CallContext& context,
                                                                 const OrderNames& names);

/// "ACK", "RESULT" or "FULL": as asked, else what the type gets. @error -1130
[[nodiscard]] exchange::Outcome<std::string> response_type(CallContext& context,
                                                           exchange::OrderType type);

/// `symbol`, of a pair that is there. @error -1102, -1121
[[nodiscard]] exchange::Outcome<std::string> read_symbol(CallContext& context);

/// orderId and the client id under that name; at least one. @error -1102
[[nodiscard]] exchange::Outcome<exchange::OrderKey> read_key(CallContext& context,
                                                             std::string_view id_name,
                                                             std::string_view client_name);

}  // namespace atb::binance_simulator
