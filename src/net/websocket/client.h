#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/time.h"
#include "net/event_loop.h"
#include "net/headers.h"
#include "net/websocket/listener.h"

namespace atb::net {

class WebSocketLink;

/// One WebSocket (RFC 6455) to a server; one object, one connection: a new one for each attempt.
/// Pings are answered at once, TCP_NODELAY is set, permessage-deflate is never offered, redirects
/// are not followed, certificate and host name are always verified. Times are the caller's to take
/// and silence is the caller's to notice: there is no idle timeout.
/// May be destroyed at any time, also from a call of its listener; then TCP ends without a close
/// frame and the listener hears nothing more. For the loop's thread.
/// What is queued is wiped when it is sent; Beast's and OpenSSL's own buffers are not.
class WebSocketClient {
 public:
  struct Options {
    std::string url;  ///< wss://host[:port]/path?query; ws:// to loopback only
    Headers headers = {};
    core::Duration connect_timeout = core::Duration::seconds(10);  ///< name, TCP, TLS and upgrade
    WebSocketLimits limits = {};
    std::string ca_bundle = {};   ///< file of trusted certificates (PEM); empty: the system's
    std::string user_agent = {};  ///< empty: "ai-trading-bot/<version>"
  };

  /// @param listener  must live as long as this, or until its `on_close`
  WebSocketClient(EventLoop& loop, WebSocketListener& listener);
  ~WebSocketClient();
  WebSocketClient(const WebSocketClient&) = delete;
  WebSocketClient& operator=(const WebSocketClient&) = delete;

  /// Begins to connect; `on_open` or `on_close` follows, never from within this call. An error
  /// here means that neither will. @pre not called before
  /// @error codes::kUrlMalformed, kHeaderMalformed (usage), kHttpRefused (refused), kCaBundle
  ///        (settings)
  [[nodiscard]] core::Result<void> connect(Options options);
  /// Queues one text message. An error means that nothing of it was or will be sent; success does
  /// not mean that it has left: only an answer tells.
  /// @error codes::kSendQueueFull, codes::kNotOpen (temporary)
  [[nodiscard]] core::Result<void> send(std::string_view text);
  /// Sends what is queued, then a close frame; `on_close` follows within `close_timeout`. While it
  /// connects: gives up, `on_close` follows.
  void close(std::uint16_t code = close_codes::kNormal, std::string_view reason = {});
  /// Ends TCP without a close frame; `on_close` follows.
  void abort();
  /// Between `on_open` and the first of `close`, `abort` and `on_close`.
  [[nodiscard]] bool is_open() const noexcept;
  /// Bytes that wait to be sent.
  [[nodiscard]] std::size_t queued_bytes() const noexcept;

 private:
  EventLoop& loop_;
  WebSocketListener& listener_;
  std::shared_ptr<WebSocketLink> link_;
};

}  // namespace atb::net
