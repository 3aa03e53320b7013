#pragma once

#include "binance_simulator/api/call.h"

/// Handlers of calls that place, change and cancel single orders.
namespace atb::binance_simulator {

[[nodiscard]] Answer<Json> place_order(CallContext& context);
[[nodiscard]] Answer<Json> test_order(CallContext& context);
[[nodiscard]] Answer<Json> cancel_order(CallContext& context);
[[nodiscard]] Answer<Json> cancel_open_orders(CallContext& context);
[[nodiscard]] Answer<Json> replace_order(CallContext& context);
[[nodiscard]] Answer<Json> amend_order(CallContext& context);

}  // namespace atb::binance_simulator
