#pragma once

#include <string_view>

#include "binance_simulator/access/admission.h"
#include "binance_simulator/wire/json_text.h"
#include "binance_simulator/wire/parameters.h"
#include "binance_simulator/world.h"

namespace atb::binance_simulator {

/// One call while it is answered.
struct CallContext {
  World& world;
  Parameters& parameters;
  core::Timestamp now;
  TimeUnit unit = TimeUnit::ms;
  exchange::AccountId account = 0;  ///< of signed calls
  std::string key;                  ///< of signed calls
  bool is_websocket = false;
  exchange::ExchangeEvents events;  ///< what the engine told; handed on when the call is done

  [[nodiscard]] std::int64_t time(core::Timestamp moment) const { return number_of(moment, unit); }
};

using Handler = Answer<Json> (*)(CallContext& context);

/// One call of Binance's API on both roads.
struct CallSpec {
  std::string_view verb;    ///< GET, POST, PUT, DELETE
  std::string_view path;    ///< "/api/v3/order"
  std::string_view method;  ///< of the WebSocket API; empty: REST only
  Security security = Security::none;
  int weight = 1;
  Handler handler = nullptr;
  int orders = 0;                                            ///< so many count as new orders
  bool free_when_done = false;                               ///< a success gives its weight back
  int (*weight_of)(const Parameters& parameters) = nullptr;  ///< instead of `weight`
};

/// Null when there is no such call.
[[nodiscard]] const CallSpec* find_rest_call(std::string_view verb, std::string_view path);
[[nodiscard]] bool is_known_path(std::string_view path);
[[nodiscard]] const CallSpec* find_method(std::string_view method);

}  // namespace atb::binance_simulator
