#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "binance/requests/parameters.h"
#include "core/error.h"

namespace atb::binance {

/// Names an order: by the exchange's id (fastest), by the client order id, or by both, which must
/// then belong together (-2039 in queries). At least one of them is set.
struct OrderReference {
  std::int64_t order_id = -1;  ///< -1: not given
  std::string client_order_id;
};

/// Adds the parameters under the names that a call uses ("orderId", "origClientOrderId").
void add_reference(Parameters& parameters, std::string_view id_name, std::string_view client_name,
                   const OrderReference& order);

/// Checks a client order id: 1 to 36 of [a-zA-Z0-9-_]. Binance refuses others with -1100.
/// @error binance.client_order_id (internal)
[[nodiscard]] core::Result<void> check_client_order_id(std::string_view id);

}  // namespace atb::binance
