#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "binance/messages/market_events.h"
#include "core/time.h"

namespace atb::binance {

/// The streams that one connection is to carry: writes SUBSCRIBE and UNSUBSCRIBE frames, paced so
/// that with pongs no more than 5 messages a second leave, and knows when all are confirmed.
/// Source: Binance spot API, "Live Subscribing/Unsubscribing to streams", limits.
class Subscriptions {
 public:
  /// @param streams  names in Binance's form: "btcusdt@kline_1m"; at most 1024
  explicit Subscriptions(std::vector<std::string> streams);

  /// A new connection: everything is to be subscribed anew.
  void on_connected() noexcept;
  void add(std::string stream);
  void remove(std::string_view stream);

  /// The frame to send now, or nothing: none is due, or the pace forbids it until `next_at`.
  [[nodiscard]] std::optional<std::string> next_frame(core::Timestamp now);
  [[nodiscard]] std::optional<core::Timestamp> next_at() const noexcept;
  /// A pong left on this connection.
  void count_sent(core::Timestamp now);

  /// An answer came. @return false when it refused: close the connection and alert
  [[nodiscard]] bool on_answer(const ControlAnswer& answer);
  /// True when every stream is confirmed.
  [[nodiscard]] bool complete() const noexcept;

 private:
  struct Stream {
    std::string name;
    std::int64_t request = 0;  ///< id of the frame that carries it; 0: not sent
    bool confirmed = false;
    bool leaving = false;
  };
  std::vector<Stream> streams_;
  std::vector<core::Timestamp> sent_;  ///< of the last second
  std::int64_t last_id_ = 0;
};

}  // namespace atb::binance
