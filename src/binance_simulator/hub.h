#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>

#include "binance_simulator/rest_door.h"
#include "net/event_loop.h"
#include "net/web_server.h"

namespace atb::binance_simulator {

/// Sockets around the world: REST, WebSocket API and streams on one port.
class Hub {
 public:
  struct Options {
    std::uint16_t port = 0;
    std::optional<net::ServerTls> tls;
    std::function<core::Timestamp()> now;  ///< the exchange's clock
  };
  /// What may happen to WebSockets, on demand.
  enum class Trouble {
    shutdown,  ///< the serverShutdown notice
    drop,      ///< TCP ends
    silence,   ///< TCP stays, nothing is said
    cut,       ///< half a frame, then TCP ends
    withhold,  ///< user data events wait
    release,   ///< and come, in their order
    reverse,   ///< and come, the last one first
    repeat,    ///< and come twice
  };

  /// @error those of net::WebServer::create
  [[nodiscard]] static core::Result<std::unique_ptr<Hub>> create(net::EventLoop& loop, World& world,
                                                                 Faults& faults, Options options);
  ~Hub();
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  /// Tells the streams what is due; called often.
  void tick();
  void make_trouble(Trouble trouble);
  /// Ends the key, its sessions and subscriptions. False when there is no such key.
  bool revoke(const std::string& key);
  [[nodiscard]] std::size_t connections() const;

 private:
  struct State;
  explicit Hub(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// shutdown, drop, silence, cut, withhold, release, reverse, repeat.
[[nodiscard]] std::optional<Hub::Trouble> parse_trouble(std::string_view word);

}  // namespace atb::binance_simulator
