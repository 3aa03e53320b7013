#pragma once

#include "binance_simulator/api/call.h"

/// Handlers of calls about the exchange itself.
namespace atb::binance_simulator {

[[nodiscard]] Answer<Json> ping(CallContext& context);
[[nodiscard]] Answer<Json> server_time(CallContext& context);
[[nodiscard]] Answer<Json> exchange_information(CallContext& context);
[[nodiscard]] Answer<Json> execution_rules(CallContext& context);
[[nodiscard]] Answer<Json> reference_price(CallContext& context);

}  // namespace atb::binance_simulator
