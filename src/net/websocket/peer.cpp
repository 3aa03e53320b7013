#include "net/websocket/peer.h"

#include "net/websocket/link.h"

namespace atb::net {
namespace {

core::Result<void> not_open() {
  return core::fail(core::ErrorKind::temporary, codes::kNotOpen, "the WebSocket has ended",
                    "Nothing was sent.");
}

}  // namespace

core::Result<void> WebSocketPeer::send(std::string_view text) {
  const auto link = link_.lock();
  return link ? link->send(text) : not_open();
}

core::Result<void> WebSocketPeer::ping(std::string_view payload) {
  const auto link = link_.lock();
  return link ? link->ping(payload) : not_open();
}

void WebSocketPeer::close(std::uint16_t code, std::string_view reason) {
  if (const auto link = link_.lock()) link->close(code, reason);
}

bool WebSocketPeer::is_open() const {
  const auto link = link_.lock();
  return link && link->is_open();
}

std::size_t WebSocketPeer::queued_bytes() const {
  const auto link = link_.lock();
  return link ? link->queued_bytes() : 0;
}

void WebSocketPeer::abort() {
  if (const auto link = link_.lock()) link->abort(false);
}

void WebSocketPeer::reset() {
  if (const auto link = link_.lock()) link->abort(true);
}

void WebSocketPeer::silence() {
  if (const auto link = link_.lock()) link->silence();
}

void WebSocketPeer::break_off(std::string_view text) {
  if (const auto link = link_.lock()) link->break_off(text);
}

}  // namespace atb::net
