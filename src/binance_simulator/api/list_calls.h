#pragma once

#include "binance_simulator/api/call.h"

/// Handlers of calls about order lists.
namespace atb::binance_simulator {

[[nodiscard]] Answer<Json> place_oco(CallContext& context);
/// The form before 2024, with one limit and one stop leg (POST order/oco).
[[nodiscard]] Answer<Json> place_old_oco(CallContext& context);
[[nodiscard]] Answer<Json> place_oto(CallContext& context);
[[nodiscard]] Answer<Json> place_otoco(CallContext& context);
[[nodiscard]] Answer<Json> place_opo(CallContext& context);
[[nodiscard]] Answer<Json> place_opoco(CallContext& context);
[[nodiscard]] Answer<Json> cancel_order_list(CallContext& context);
[[nodiscard]] Answer<Json> query_order_list(CallContext& context);
[[nodiscard]] Answer<Json> open_order_lists(CallContext& context);
[[nodiscard]] Answer<Json> all_order_lists(CallContext& context);

}  // namespace atb::binance_simulator
