#include "net/websocket/link.h"

#include <fmt/format.h>

namespace atb::net {
namespace {

constexpr std::size_t kPingBytesMax = 125;    // RFC 6455 section 5.5
constexpr std::size_t kReasonBytesMax = 123;  // two less, for the code

core::Error temporary(std::string_view code, std::string message, std::string advice) {
  return {core::ErrorKind::temporary, std::string{code}, std::move(message), std::move(advice)};
}

WebSocketEnd ended_by(core::Error error) {
  WebSocketEnd end;
  end.error = std::move(error);
  return end;
}

WebSocketEnd given_up() {
  return ended_by(temporary(codes::kAborted, "this side ended the connection without a close frame",
                            "Connect again."));
}

}  // namespace

core::Result<void> WebSocketLink::send(std::string_view text) {
  return enqueue(Kind::text, text);
}

core::Result<void> WebSocketLink::ping(std::string_view payload) {
  return enqueue(Kind::ping, payload.substr(0, kPingBytesMax));
}

core::Result<void> WebSocketLink::enqueue(Kind kind, std::string_view bytes) {
  if (state_ != State::open)
    return tl::unexpected<core::Error>(temporary(codes::kNotOpen, "the WebSocket is not open",
                                                 "Nothing was sent. Connect first."));
  if (is_silent_) return {};
  if (queue_.size() >= limits_.queue_messages_max ||
      bytes.size() > limits_.queue_bytes_max - queued_bytes_)
    return tl::unexpected<core::Error>(temporary(
        codes::kSendQueueFull,
        fmt::format("{} messages with {} bytes wait to be sent", queue_.size(), queued_bytes_),
        "This message was not sent. The peer reads too slowly: connect again."));
  push(kind, bytes, 0);
  return {};
}

void WebSocketLink::push(Kind kind, std::string_view bytes, std::uint16_t code) {
  queued_bytes_ += bytes.size();
  queue_.push_back({kind, core::SecretBuffer(bytes.begin(), bytes.end()), code});
  if (!is_writing_) write_next();
}

void WebSocketLink::write_next() {
  if (queue_.empty() || state_ == State::ended || is_silent_) return;
  is_writing_ = true;
  write(queue_.front());
}

void WebSocketLink::item_left() {
  if (state_ == State::ended) return;
  is_writing_ = false;
  queued_bytes_ -= queue_.front().bytes.size();
  queue_.pop_front();
  write_next();
}

void WebSocketLink::close(std::uint16_t code, std::string_view reason) {
  if (state_ == State::connecting) return finish(given_up());
  if (state_ != State::open) return;
  state_ = State::closing;
  close_timer_ = loop_.after(limits_.close_timeout, [this] {
    finish(ended_by(
        temporary(codes::kCloseTimeout, "the peer did not confirm the end of the connection", "")));
  });
  if (!is_silent_) push(Kind::close, reason.substr(0, kReasonBytesMax), code);
}

void WebSocketLink::refuse(std::uint16_t code, core::Error error) {
  fault_ = std::move(error);
  close(code, {});
}

void WebSocketLink::abort(bool with_reset) {
  if (state_ == State::ended) return;
  hang_up(with_reset);
  finish(given_up());
}

void WebSocketLink::silence() {
  if (state_ != State::open || is_silent_) return;
  is_silent_ = true;
  fall_silent();
}

void WebSocketLink::break_off(std::string_view text) {
  if (state_ != State::open || is_silent_) return;
  state_ = State::closing;
  push(Kind::broken_text, text, 0);
}

void WebSocketLink::detach() {
  listener_.reset();
  finish({});
}

void WebSocketLink::opened() {
  if (state_ != State::connecting) return;
  state_ = State::open;
  if (const auto listener = listener_) listener->on_open();
}

void WebSocketLink::heard_text(std::string_view text) {
  if (const auto listener = listener_; listener && !is_silent_) listener->on_text(text);
}

void WebSocketLink::heard_ping(std::string_view payload) {
  if (const auto listener = listener_) listener->on_ping(payload);
}

void WebSocketLink::heard_pong(std::string_view payload) {
  if (const auto listener = listener_) listener->on_pong(payload);
}

void WebSocketLink::finish(WebSocketEnd end) {
  if (state_ == State::ended) return;
  state_ = State::ended;
  close_timer_.cancel();
  hang_up(false);
  // The first item may still be looked at by the operation that sends it.
  if (queue_.size() > 1) queue_.erase(queue_.begin() + 1, queue_.end());
  queued_bytes_ = 0;
  if (fault_) end.error = std::move(fault_);
  if (!listener_) return;
  loop_.post([self = shared_from_this(), end = std::move(end)] {
    if (const auto listener = std::exchange(self->listener_, nullptr)) listener->on_close(end);
  });
}

}  // namespace atb::net
