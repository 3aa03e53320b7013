#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/time.h"
#include "net/headers.h"

namespace atb::net {

/// Close codes that are used here (RFC 6455 section 7.4.1).
namespace close_codes {
inline constexpr std::uint16_t kNormal = 1000;
inline constexpr std::uint16_t kGoingAway = 1001;
inline constexpr std::uint16_t kProtocolError = 1002;
inline constexpr std::uint16_t kUnsupportedData = 1003;  ///< binary messages are not spoken
inline constexpr std::uint16_t kNone = 1005;             ///< a close frame without a code
inline constexpr std::uint16_t kAbnormal = 1006;         ///< no close frame
inline constexpr std::uint16_t kPolicy = 1008;
inline constexpr std::uint16_t kTooBig = 1009;
inline constexpr std::uint16_t kInternalError = 1011;
}  // namespace close_codes

/// Codes of a WebSocket's failures, besides those of net/http.h; kind temporary.
namespace codes {
inline constexpr std::string_view kUpgradeRefused = "net.upgrade_refused";  ///< an HTTP answer
inline constexpr std::string_view kMessageTooLarge = "net.message_too_large";
inline constexpr std::string_view kFrameMalformed = "net.frame_malformed";
inline constexpr std::string_view kCloseTimeout =
    "net.close_timeout";                                               ///< the peer did not confirm
inline constexpr std::string_view kAborted = "net.websocket_aborted";  ///< by this side
inline constexpr std::string_view kSendQueueFull = "net.send_queue_full";
inline constexpr std::string_view kNotOpen = "net.websocket_not_open";
}  // namespace codes

struct WebSocketLimits {
  std::size_t message_bytes_max = std::size_t{16} << 20U;  ///< received; more ends the connection
  std::size_t queue_bytes_max = std::size_t{1} << 20U;     ///< not sent yet
  std::size_t queue_messages_max = 1'024;                  ///< not sent yet
  /// What is queued when `close` is called, the close frame and the peer's confirmation together.
  core::Duration close_timeout = core::Duration::seconds(5);
};

/// How a connection ended, or why there never was one.
struct WebSocketEnd {
  /// The code of the peer's close frame, or of ours when we closed and it was confirmed;
  /// `kAbnormal` when there was none: the end of a connection that nobody meant to end.
  std::uint16_t code = close_codes::kAbnormal;
  std::string reason;                ///< the text of the peer's close frame; at most 123 bytes
  std::optional<core::Error> error;  ///< none: an orderly end by close frames
  int http_status = 0;               ///< of a refused upgrade (429, 418, 403…), else 0
  Headers http_headers;              ///< of a refused upgrade, such as Retry-After
};

/// What happens on one WebSocket, on the loop's thread. Every call may destroy the connection or
/// its owner; none may throw.
class WebSocketListener {
 public:
  /// How many bytes behind a text may be read (they are zero): JSON parsers read in blocks.
  static constexpr std::size_t kPadding = 64;

  virtual ~WebSocketListener() = default;
  /// The connection stands; from now on `send` works.
  virtual void on_open() {}
  /// One whole message, its fragments joined, valid UTF-8. Valid during the call.
  virtual void on_text(std::string_view text) = 0;
  /// The pong with the same payload goes out by itself. At most 125 bytes.
  virtual void on_ping(std::string_view payload) { (void)payload; }
  virtual void on_pong(std::string_view payload) { (void)payload; }
  /// The last call, once, also when no connection came about.
  virtual void on_close(const WebSocketEnd& end) = 0;
};

}  // namespace atb::net
