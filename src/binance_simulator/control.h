#pragma once

#include <functional>
#include <span>

#include "binance_simulator/hub.h"
#include "binance_simulator/market/house.h"

namespace atb::binance_simulator {

/// The control port: a JSON interface to the simulated exchange, for tests. See
/// docs/binance-simulator.md for its requests.
class Control {
 public:
  struct Parts {
    World& world;
    Faults& faults;
    Hub& hub;
    House& house;
    core::Duration& clock_offset;  ///< of the exchange's clock
    std::function<core::Timestamp()> now;
  };
  /// All outlive the port.
  explicit Control(Parts parts) : parts_{std::move(parts)} {}

  /// 200 with JSON; 404 for an unknown path; 405; 400 with {"error":…} for a body that makes no
  /// sense, which changes nothing.
  [[nodiscard]] net::HttpResponse handle(const net::ServerRequest& request);

 private:
  struct Command;
  static std::span<const Command> all_commands();
  core::Result<Json> state();
  core::Result<Json> add_faults(const Json& body);
  core::Result<Json> move_clock(const Json& body);
  core::Result<Json> move_market(const Json& body);
  core::Result<Json> deposit(const Json& body);
  core::Result<Json> revoke(const Json& body);
  core::Result<Json> change_symbol(const Json& body);
  core::Result<Json> trouble(const Json& body);
  core::Result<Json> maintenance(const Json& body);
  core::Result<Json> ban(const Json& body);

  Parts parts_;
};

}  // namespace atb::binance_simulator
