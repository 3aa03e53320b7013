#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "binance/streams/reconnect_delay.h"
#include "binance/streams/silence_watchdog.h"
#include "core/time.h"

namespace atb::binance {

enum class ConnectionId : std::uint64_t {};

/// Keeps one stream alive over many connections: planned hand-over before the 24 h end, at once
/// after serverShutdown, with both connections delivering for a while; reconnects with back-off;
/// gives up silent ones. Sans-I/O: the caller connects, closes and reports.
class ConnectionLife {
 public:
  struct Limits {
    core::Duration planned_life = core::Duration::hours(23);
    core::Duration overlap = core::Duration::seconds(5);       ///< both deliver
    core::Duration connect_max = core::Duration::seconds(15);  ///< to open and subscribe
    SilenceWatchdog::Limits silence;
  };
  /// What to do now. Order: close, connect, repair.
  struct Step {
    std::vector<ConnectionId> close;
    std::optional<ConnectionId> connect;
    /// A connection has taken over: what happened in between may be lost. See streams/repair.h.
    bool repair = false;
    bool operator==(const Step&) const = default;
  };

  explicit ConnectionLife(const Limits& limits) noexcept : limits_{limits} {}

  /// Time passed. Call at `deadline`, at the start, and after every event below if it is due.
  /// @param random  uniform in [0, 1), for the back-off
  [[nodiscard]] Step tick(core::Timestamp now, double random);
  /// Open, and every stream confirmed.
  [[nodiscard]] Step on_ready(ConnectionId id, core::Timestamp now);
  /// Closed by the other side, lost, or never opened; every close code is the same.
  [[nodiscard]] Step on_closed(ConnectionId id, core::Timestamp now, double random);
  void on_frame(ConnectionId id, bool is_event, core::Timestamp now);
  /// serverShutdown.
  void on_shutdown(ConnectionId id, core::Timestamp now);

  /// When to call `tick` at the latest.
  [[nodiscard]] core::Timestamp deadline() const noexcept;
  /// True while a connection delivers. Otherwise market data are stale: enter no position.
  [[nodiscard]] bool is_live() const noexcept { return current_.has_value(); }

 private:
  struct Connection {
    ConnectionId id{};
    core::Timestamp since;  ///< asked for, then ready
    SilenceWatchdog watchdog;
    bool ending = false;  ///< a successor is wanted
  };
  [[nodiscard]] bool wants_successor(core::Timestamp now) const noexcept;
  void open(Step& step, core::Timestamp now);

  Limits limits_;
  ReconnectDelay delay_;
  std::optional<Connection> current_;   ///< delivers
  std::optional<Connection> next_;      ///< being opened
  std::optional<Connection> previous_;  ///< delivers until the overlap ends
  core::Timestamp not_before_;          ///< of the next attempt
  std::uint64_t last_id_ = 0;
};

}  // namespace atb::binance
