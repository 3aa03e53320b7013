#pragma once

#include <optional>
#include <string>

#include "binance_simulator/api/call.h"

namespace atb::binance_simulator {

/// Who sends a call, and how.
struct Caller {
  std::string address;
  std::string key;          ///< X-MBX-APIKEY, or `apiKey`
  std::string payload;      ///< what was signed
  std::string session_key;  ///< of a WebSocket session that is logged on; empty: none
  bool is_websocket = false;
};

/// What became of a call.
struct Dispatched {
  Answer<Json> answer;
  int status = 200;
  std::optional<core::Timestamp> retry_at;
  std::optional<exchange::AccountId> account;  ///< of an admitted signed call
  bool counts_orders = false;                  ///< answers to placements tell the order counts
};

/// Lets a call in, carries it out, tells everybody what happened, counts what it cost.
[[nodiscard]] Dispatched dispatch(World& world, const CallSpec& spec, Parameters& parameters,
                                  const Caller& caller, TimeUnit unit, core::Timestamp now);

}  // namespace atb::binance_simulator
