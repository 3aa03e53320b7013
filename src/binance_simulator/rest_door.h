#pragma once

#include <functional>
#include <optional>

#include "binance_simulator/dispatch.h"
#include "binance_simulator/faults/fault.h"
#include "net/http_server.h"

namespace atb::binance_simulator {

/// What to send back, and how.
struct DoorAnswer {
  net::ServerAnswer answer;
  /// The call has to be given to the door again after that: it arrives late.
  std::optional<core::Duration> again_after;
};

/// The front door of REST: one request in, one answer out.
class RestDoor {
 public:
  RestDoor(World& world, Faults& faults) : world_{world}, faults_{faults} {}

  /// @param spared  it came late already: no fault hits it a second time
  [[nodiscard]] DoorAnswer handle(const net::ServerRequest& request, core::Timestamp now,
                                  bool spared = false);

 private:
  [[nodiscard]] net::HttpResponse answer(const net::ServerRequest& request, const CallSpec& spec,
                                         core::Timestamp now);
  [[nodiscard]] net::HttpResponse render(const Dispatched& done, const std::string& address,
                                         core::Timestamp now) const;

  World& world_;
  Faults& faults_;
};

}  // namespace atb::binance_simulator
