#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>

#include "core/secret.h"
#include "net/event_loop.h"
#include "net/websocket/listener.h"

namespace atb::net {

/// One end of a WebSocket without its stream: what may be sent when, what waits, who listens, and
/// that the end is told once. The streams derive from it. For the sources of this room.
class WebSocketLink : public std::enable_shared_from_this<WebSocketLink> {
 public:
  WebSocketLink(EventLoop& loop, const WebSocketLimits& limits) : loop_{loop}, limits_{limits} {}
  WebSocketLink(const WebSocketLink&) = delete;
  WebSocketLink& operator=(const WebSocketLink&) = delete;
  virtual ~WebSocketLink() = default;

  void listen(std::shared_ptr<WebSocketListener> listener) { listener_ = std::move(listener); }
  /// Something that lives as long as the connection.
  void keep(std::shared_ptr<void> companion) { companion_ = std::move(companion); }
  /// Ends TCP and calls the listener no more.
  void detach();

  /// The calls of `WebSocketPeer` and `WebSocketClient`, which say what they do.
  [[nodiscard]] core::Result<void> send(std::string_view text);
  [[nodiscard]] core::Result<void> ping(std::string_view payload);
  void close(std::uint16_t code, std::string_view reason);
  void abort(bool with_reset);
  void silence();
  void break_off(std::string_view text);
  [[nodiscard]] bool is_open() const noexcept { return state_ == State::open; }
  [[nodiscard]] std::size_t queued_bytes() const noexcept { return queued_bytes_; }

 protected:
  enum class Kind { text, ping, close, broken_text };
  struct Item {
    Kind kind = Kind::text;
    core::SecretBuffer bytes;  ///< requests hold signatures
    std::uint16_t code = 0;    ///< of a close frame
  };

  [[nodiscard]] EventLoop& loop() noexcept { return loop_; }
  [[nodiscard]] const WebSocketLimits& limits() const noexcept { return limits_; }
  [[nodiscard]] bool has_ended() const noexcept { return state_ == State::ended; }
  [[nodiscard]] bool is_closing() const noexcept { return state_ == State::closing; }
  [[nodiscard]] bool is_silent() const noexcept { return is_silent_; }

  /// What the stream tells. Each may end the link: look at `has_ended` afterwards.
  void opened();
  void heard_text(std::string_view text);
  void heard_ping(std::string_view payload);
  void heard_pong(std::string_view payload);
  /// The item that `write` began with has left.
  void item_left();
  /// The peer's close frame is here: `close_timeout` of our own close is kept.
  void confirmed() { close_timer_.cancel(); }
  /// A fault that the peer is told by a close frame before the end.
  void refuse(std::uint16_t code, core::Error error);
  /// It is over; the listener is told later. Without effect the second time.
  void finish(WebSocketEnd end);

 private:
  enum class State { connecting, open, closing, ended };

  /// Begins to send; `item_left` or `finish` follows. The item stays where it is until then.
  virtual void write(const Item& item) = 0;
  /// Ends TCP; what is under way ends soon. May be called while nothing is connected yet.
  virtual void hang_up(bool with_reset) = 0;
  /// Gives up the stream and keeps TCP; `finish` follows when the peer ends it.
  virtual void fall_silent() = 0;

  [[nodiscard]] core::Result<void> enqueue(Kind kind, std::string_view bytes);
  void push(Kind kind, std::string_view bytes, std::uint16_t code);
  void write_next();

  EventLoop& loop_;
  const WebSocketLimits limits_;
  State state_ = State::connecting;
  bool is_silent_ = false;
  bool is_writing_ = false;
  std::shared_ptr<WebSocketListener> listener_;
  std::shared_ptr<void> companion_;
  std::deque<Item> queue_;  ///< the first one is being written when `is_writing_`
  std::size_t queued_bytes_ = 0;
  std::optional<core::Error> fault_;  ///< why we closed
  EventLoop::Timer close_timer_;
};

}  // namespace atb::net
