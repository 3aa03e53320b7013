#pragma once

#include "binance_simulator/api/call.h"

/// Handlers of calls that read an account.
namespace atb::binance_simulator {

[[nodiscard]] Answer<Json> account_information(CallContext& context);
[[nodiscard]] Answer<Json> commission_rates(CallContext& context);
[[nodiscard]] Answer<Json> query_order(CallContext& context);
[[nodiscard]] Answer<Json> open_orders(CallContext& context);
[[nodiscard]] Answer<Json> all_orders(CallContext& context);
[[nodiscard]] Answer<Json> my_trades(CallContext& context);
[[nodiscard]] Answer<Json> my_prevented_matches(CallContext& context);
[[nodiscard]] Answer<Json> my_allocations(CallContext& context);
[[nodiscard]] Answer<Json> order_amendments(CallContext& context);
[[nodiscard]] Answer<Json> my_filters(CallContext& context);
[[nodiscard]] Answer<Json> order_counts(CallContext& context);

}  // namespace atb::binance_simulator
