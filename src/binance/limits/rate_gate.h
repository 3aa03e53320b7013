#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "binance/messages/rate_limit.h"
#include "binance/requests/call.h"
#include "core/time.h"
#include "net/headers.h"

namespace atb::binance {

/// Whether a call may be made.
struct Admission {
  enum class Verdict : std::uint8_t {
    now,     ///< and it has been counted
    wait,    ///< ask again at `until`
    refuse,  ///< it costs more than a whole interval allows
  };
  Verdict verdict = Verdict::now;
  core::Timestamp until;  ///< of wait
};

/// The one gate of all calls of this process, on both roads, of one address and account. Counts
/// what it lets through, and believes the exchange where that counted more. Entries and queries
/// stop short of the limits, so that exits, cancels and repairs always find room.
/// Pure: the exchange's time is passed in. Until `set_limits`, documented cautious limits hold.
/// Source: Binance spot API, "LIMITS"; counters restart at multiples of their interval.
class RateGate {
 public:
  RateGate();

  /// exchangeInfo.rateLimits. Counters of limits that stay are kept.
  void set_limits(std::span<const RateLimit> limits);

  /// Asks for a call and counts it when it may be made.
  [[nodiscard]] Admission admit(const Operation& operation, Purpose purpose, core::Timestamp now);
  /// The same for a connection attempt: CONNECTIONS, and the weight that connecting costs.
  [[nodiscard]] Admission admit_connection(int weight, core::Timestamp now);

  /// Headers of a REST answer: X-MBX-USED-WEIGHT-*, X-MBX-ORDER-COUNT-*.
  void on_headers(const net::Headers& headers, core::Timestamp now);
  /// rateLimits of a WebSocket API answer, or rateLimit/order. Limits in them replace ours.
  void on_states(std::span<const RateLimitState> states, core::Timestamp now);
  /// 429 or 418, -1003: all calls stop, exits too: going on would lengthen a ban.
  /// @param until  Retry-After; nothing: to the start of the next minute
  void on_weight_exceeded(std::optional<core::Timestamp> until, core::Timestamp now);
  /// -1015: placements stop until the shortest order interval restarts, or `until`.
  void on_orders_exceeded(std::optional<core::Timestamp> until, core::Timestamp now);

  /// What is used of a limit in the interval of `now`; 0 for a limit that is not known.
  [[nodiscard]] std::int64_t used(RateLimitKind kind, core::Duration interval,
                                  core::Timestamp now) const noexcept;
  /// The end of the stop of all calls, while there is one.
  [[nodiscard]] std::optional<core::Timestamp> stopped_until(core::Timestamp now) const noexcept;

 private:
  struct Counter {
    RateLimit limit;
    std::int64_t index = 0;  ///< which interval since 1970
    std::int64_t count = 0;
  };
  struct Cost {
    int weight = 0;
    int orders = 0;
    int connections = 0;
    [[nodiscard]] std::int64_t of(RateLimitKind kind) const noexcept;
  };
  [[nodiscard]] Admission admit_cost(const Cost& cost, Purpose purpose, core::Timestamp now);
  [[nodiscard]] Counter* find(RateLimitKind kind, core::Duration interval) noexcept;
  static void roll(Counter& counter, core::Timestamp now) noexcept;
  void raise(RateLimitKind kind, core::Duration interval, std::int64_t count,
             core::Timestamp now) noexcept;

  std::vector<Counter> counters_;
  core::Timestamp stopped_until_;
  core::Timestamp orders_stopped_until_;
};

}  // namespace atb::binance
