#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "binance_simulator/session/api_session.h"
#include "binance_simulator/streams/stream_connection.h"
#include "net/event_loop.h"
#include "net/serving.h"
#include "net/websocket/listener.h"
#include "net/websocket/peer.h"

namespace atb::binance_simulator {

/// The IP of "127.0.0.1:50123".
[[nodiscard]] std::string ip_of(const std::string& address);

/// One WebSocket of either kind: pings, its 24 hours, and what it is told.
class Link : public net::WebSocketListener {
 public:
  Link(net::WebSocketPeer peer, core::Timestamp now)
      : peer_{std::move(peer)}, since_{now}, pinged_{now} {}

  void on_close(const net::WebSocketEnd&) override { is_gone_ = true; }
  void on_pong(std::string_view) override { is_waiting_ = false; }

  virtual void on_events(const exchange::ExchangeEvents& events, core::Timestamp now) = 0;
  virtual void on_tick(core::Timestamp now) = 0;
  [[nodiscard]] virtual std::string shutdown_notice(core::Timestamp now) const = 0;

  /// Pings; ends a connection whose pongs stay out, and every one after a day.
  void keep(core::Timestamp now);
  void say(const std::string& text);
  [[nodiscard]] bool is_gone() const noexcept { return is_gone_; }
  [[nodiscard]] net::WebSocketPeer& peer() noexcept { return peer_; }

 private:
  net::WebSocketPeer peer_;
  core::Timestamp since_;
  core::Timestamp pinged_;
  bool is_waiting_ = false;
  bool is_gone_ = false;
};

/// A connection to the market streams.
class StreamLink final : public Link {
 public:
  StreamLink(World& world, std::string_view target, net::WebSocketPeer peer,
             const std::function<core::Timestamp()>& now);

  void on_text(std::string_view text) override;
  void on_ping(std::string_view payload) override;
  void on_events(const exchange::ExchangeEvents& events, core::Timestamp now) override;
  void on_tick(core::Timestamp now) override;
  [[nodiscard]] std::string shutdown_notice(core::Timestamp now) const override;

 private:
  StreamConnection connection_;
  const std::function<core::Timestamp()>& now_;
};

/// A connection to the WebSocket API. Its user data may be withheld.
class SessionLink final : public Link {
 public:
  using Later = std::function<void(core::Duration, net::EventLoop::Task)>;
  SessionLink(World& world, Faults& faults, const net::ServerRequest& request,
              net::WebSocketPeer peer, const std::function<core::Timestamp()>& now, Later later);

  void on_text(std::string_view text) override;
  void on_events(const exchange::ExchangeEvents& events, core::Timestamp now) override;
  void on_tick(core::Timestamp) override {}
  [[nodiscard]] std::string shutdown_notice(core::Timestamp now) const override;
  void revoke(const std::string& key);
  void withhold() noexcept { is_withholding_ = true; }
  /// What was withheld comes, each so many times.
  void release(int times, bool reversed);

 private:
  ApiSession session_;
  const std::function<core::Timestamp()>& now_;
  Later later_;
  bool is_withholding_ = false;
  std::vector<std::string> withheld_;
};

}  // namespace atb::binance_simulator
