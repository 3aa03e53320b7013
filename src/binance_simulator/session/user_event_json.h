#pragma once

#include <optional>
#include <string>

#include "binance_simulator/wire/json_text.h"
#include "exchange/orders/exchange_event.h"

namespace atb::binance_simulator {

/// What the user data stream tells of an event, and of which account; nothing for public events.
/// Source: Binance spot API, "User Data Streams".
struct UserEvent {
  exchange::AccountId account = 0;
  Json json;
};
[[nodiscard]] std::optional<UserEvent> user_event(const exchange::ExchangeEvent& event,
                                                  TimeUnit unit);

}  // namespace atb::binance_simulator
