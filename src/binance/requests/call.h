#pragma once

#include <cstdint>
#include <string_view>

#include "binance/requests/parameters.h"

namespace atb::binance {

enum class Verb : std::uint8_t { get, post, put, remove };

/// What a call must carry. `signed_` needs timestamp and signature.
enum class Security : std::uint8_t { open, signed_ };

/// What a call is for; limits/ keeps weight back for the first ones.
enum class Purpose : std::uint8_t {
  protect,  ///< exits and cancels: what lowers the risk
  trade,    ///< entries
  repair,   ///< queries that decide an unknown order, or restore the books
  query,    ///< everything else
};

/// One operation of Binance's API, on both roads.
struct Operation {
  std::string_view name;              ///< for people: "order.place"
  Verb verb = Verb::get;              ///< REST
  std::string_view path;              ///< REST: "/api/v3/order"; empty: WebSocket API only
  std::string_view websocket_method;  ///< "order.place"
  Security security = Security::open;
  int weight = 1;        ///< request weight as documented, also charged when the call fails
  int orders = 0;        ///< counts so many for ORDERS (unfilled order count)
  bool changes = false;  ///< true: an unanswered call is in doubt and must not be sent again
};

/// One call, not yet stamped and signed: `requests/writer.h` makes the bytes.
struct Call {
  Operation operation;
  Purpose purpose = Purpose::query;
  Parameters parameters;
};

}  // namespace atb::binance
