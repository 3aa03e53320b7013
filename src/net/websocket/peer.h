#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "core/error.h"
#include "net/websocket/listener.h"

namespace atb::net {

class WebSocketLink;

/// The server's end of one WebSocket: a name for it, to be copied freely. All calls are for the
/// loop's thread and do nothing once the connection has ended. The faults are for simulators.
class WebSocketPeer {
 public:
  WebSocketPeer() = default;
  explicit WebSocketPeer(std::weak_ptr<WebSocketLink> link) : link_{std::move(link)} {}

  /// Queues one text message. @error codes::kSendQueueFull, codes::kNotOpen (temporary)
  [[nodiscard]] core::Result<void> send(std::string_view text);
  /// Queues a ping frame. @param payload  at most 125 bytes, the rest is cut off
  /// @error as `send`
  [[nodiscard]] core::Result<void> ping(std::string_view payload = {});
  /// Sends what is queued, then a close frame, and waits for the peer's.
  /// @param reason  at most 123 bytes, the rest is cut off
  void close(std::uint16_t code = close_codes::kNormal, std::string_view reason = {});
  [[nodiscard]] bool is_open() const;
  /// Bytes that wait to be sent.
  [[nodiscard]] std::size_t queued_bytes() const;

  /// Fault: ends TCP (FIN) without a close frame; what is queued is lost.
  void abort();
  /// Fault: resets TCP (RST).
  void reset();
  /// Fault: from now on nothing is sent, answered or looked at, pings included, though TCP stays.
  /// Only `abort`, `reset` or the peer's end of TCP end it.
  void silence();
  /// Fault: sends what is queued, the head and the first half of one more frame, then ends TCP.
  void break_off(std::string_view text);

 private:
  std::weak_ptr<WebSocketLink> link_;
};

}  // namespace atb::net
