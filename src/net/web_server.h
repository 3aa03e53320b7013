#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

#include "net/event_loop.h"
#include "net/serving.h"
#include "net/websocket/listener.h"
#include "net/websocket/peer.h"

namespace atb::net {

/// The answer that a request waits for: given now or later, once. One that goes unanswered drops
/// the connection. Until it is answered nothing further is read from that connection, and no
/// timeout ends it. For the loop's thread; harmless when the server or the peer has gone.
class HttpReply {
 public:
  class Sink {
   public:
    virtual ~Sink() = default;
    virtual void answer(ServerAnswer answer) = 0;
  };
  explicit HttpReply(std::weak_ptr<Sink> sink) : sink_{std::move(sink)} {}
  HttpReply(HttpReply&&) noexcept = default;
  HttpReply& operator=(HttpReply&& other) noexcept;
  HttpReply(const HttpReply&) = delete;
  HttpReply& operator=(const HttpReply&) = delete;
  ~HttpReply() { drop(); }

  /// Answers; `delivery` and `delay` count. Without effect after the first answer.
  void send(ServerAnswer answer);
  /// Closes the connection without an answer.
  void drop();
  /// Resets the connection (RST) without an answer.
  void reset();
  /// An answer can still be given and its connection is there, as far as the server knows.
  [[nodiscard]] bool is_awaited() const noexcept { return !sink_.expired(); }

 private:
  std::weak_ptr<Sink> sink_;
};

/// Answers one request, at once or later through the reply. Must not throw.
using RequestHandler = std::function<void(const ServerRequest& request, HttpReply reply)>;

/// Who listens to the new connection, or what is answered instead of the upgrade.
using UpgradeAnswer = std::variant<std::shared_ptr<WebSocketListener>, ServerAnswer>;

/// Decides about one upgrade to a WebSocket. `peer` is the connection to be: usable from `on_open`
/// on. Must not throw.
using UpgradeHandler =
    std::function<UpgradeAnswer(const ServerRequest& request, WebSocketPeer peer)>;

/// HTTP/1.1 and WebSockets on one port of 127.0.0.1, on a loop of the caller; connections kept
/// alive, permessage-deflate never agreed to. It never listens elsewhere. For the loop's thread, or
/// while the loop does not run.
class WebServer {
 public:
  struct Options {
    std::uint16_t port = 0;  ///< 0 takes a free one, see `port()`
    RequestHandler on_request;
    UpgradeHandler on_upgrade = nullptr;  ///< none: upgrades are requests like others
    ServerLimits limits = {};
    WebSocketLimits websocket = {};
    std::optional<ServerTls> tls = std::nullopt;  ///< TLS 1.2 or 1.3
  };

  /// Listens; serves while the loop runs.
  /// @error net.listen_failed (internal), such as a port that is taken; net.tls_files_unusable
  ///        (usage)
  [[nodiscard]] static core::Result<std::unique_ptr<WebServer>> create(EventLoop& loop,
                                                                       Options options);
  /// Listens no more and drops every connection; handlers and listeners are not called any more.
  ~WebServer();
  WebServer(const WebServer&) = delete;
  WebServer& operator=(const WebServer&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept;
  /// Connections that are open, of both kinds.
  [[nodiscard]] std::size_t connections() const noexcept;

 private:
  struct State;
  explicit WebServer(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

}  // namespace atb::net
