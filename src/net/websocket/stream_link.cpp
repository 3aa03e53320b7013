#include "net/websocket/stream_link.h"

#include <cstring>

#include <boost/asio/write.hpp>

#include "net/http.h"

namespace atb::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using Fault = beast::error_code;

constexpr std::size_t kKeptBytesMax = std::size_t{1} << 20U;  ///< of memory, between messages

core::Error to_error(Fault fault) {
  const auto make = [](std::string_view code, std::string message, std::string advice) {
    return core::Error{core::ErrorKind::temporary, std::string{code}, std::move(message),
                       std::move(advice)};
  };
  if (fault == websocket::error::message_too_big || fault == websocket::error::buffer_overflow)
    return make(codes::kMessageTooLarge, "the peer sent a message that is larger than allowed",
                "This is not the expected service, or its limit is too low.");
  if (fault.category() == make_error_code(websocket::error::closed).category())
    return make(codes::kFrameMalformed, "the peer broke the WebSocket protocol: " + fault.message(),
                "Connect again; check what stands between here and the service.");
  return make(codes::kConnectionLost, "the WebSocket broke: " + fault.message(),
              "What was sent last may have arrived. Connect again.");
}

}  // namespace

template <class Stream>
void StreamLink<Stream>::adopt(Stream&& stream) {
  beast::get_lowest_layer(stream).expires_never();
  socket_.emplace(std::move(stream));
  socket_->next_layer().on_teardown = [this] { limit_end(); };
  socket_->set_option(websocket::stream_base::timeout{websocket::stream_base::none(),
                                                      websocket::stream_base::none(), false});
  socket_->read_message_max(limits().message_bytes_max);
  socket_->auto_fragment(false);
  socket_->control_callback([this](websocket::frame_type kind, beast::string_view payload) {
    on_control(kind, {payload.data(), payload.size()});
  });
}

template <class Stream>
void StreamLink<Stream>::accept(Stream&& stream, const beast::http::request<ServerBody>& request) {
  adopt(std::move(stream));
  socket_->async_accept(request, [self = self()](Fault fault) {
    if (self->has_ended()) return;
    if (fault) return self->on_fault(fault);
    self->begin();
  });
}

template <class Stream>
void StreamLink<Stream>::begin() {
  socket_->text(true);
  opened();
  read();
}

template <class Stream>
void StreamLink<Stream>::read() {
  // async_close reads by itself. A read that begins beside it and finds a close frame in Beast's
  // buffer would wait for it, and it for the read, for ever (Boost 1.81).
  if (has_ended() || is_silent() || is_closing()) return;
  socket_->async_read(buffer_, [self = self()](Fault fault, std::size_t) { self->on_read(fault); });
}

template <class Stream>
void StreamLink<Stream>::on_read(Fault fault) {
  if (has_ended() || is_silent()) return;
  // Our own close, whose confirmation ends both operations, is told by the other one.
  if (fault == asio::error::operation_aborted && is_closing()) return;
  if (fault) return on_fault(fault);
  if (socket_->got_text()) {
    hand_over_text();
  } else {
    refuse(close_codes::kUnsupportedData,
           {core::ErrorKind::temporary, std::string{codes::kFrameMalformed},
            "the peer sent a binary message", "Only text is spoken here: check the address."});
  }
  buffer_.consume(buffer_.size());
  if (buffer_.capacity() > kKeptBytesMax) buffer_.shrink_to_fit();
  read();
}

template <class Stream>
void StreamLink<Stream>::hand_over_text() {
  if (is_closing()) return;
  const auto padding = buffer_.prepare(WebSocketListener::kPadding);
  std::memset(padding.data(), 0, padding.size());
  const auto text = buffer_.cdata();
  heard_text({static_cast<const char*>(text.data()), text.size()});
}

template <class Stream>
void StreamLink<Stream>::on_control(websocket::frame_type kind, std::string_view payload) {
  if (has_ended() || is_silent()) return;
  if (kind == websocket::frame_type::ping) heard_ping(payload);
  if (kind == websocket::frame_type::pong) heard_pong(payload);
  if (kind == websocket::frame_type::close) limit_end();
}

template <class Stream>
void StreamLink<Stream>::limit_end() {
  if (end_timer_.is_set()) return;
  confirmed();
  end_timer_ = loop().after(limits().close_timeout, [this] {
    if (socket_->reason()) return on_fault(make_error_code(websocket::error::closed));
    Fault ignored;  // what reads until the peer's end meets an end, and tells what was wrong
    beast::get_lowest_layer(*socket_).socket().shutdown(asio::ip::tcp::socket::shutdown_receive,
                                                        ignored);
  });
}

template <class Stream>
void StreamLink<Stream>::on_fault(Fault fault) {
  const auto& said = socket_->reason();
  WebSocketEnd end;
  if (fault == websocket::error::closed || said) {
    end.code = said ? said.code : close_codes::kNone;
    end.reason.assign(said.reason.data(), said.reason.size());
  } else {
    end.error = to_error(fault);
  }
  finish(std::move(end));
}

template <class Stream>
void StreamLink<Stream>::write(const Item& item) {
  const auto sent = [self = self()](Fault fault, std::size_t = 0) {
    if (self->has_ended() || self->is_silent()) return;
    // The reader knows better why: it may have been a close frame.
    if (fault == asio::error::operation_aborted) return;
    if (fault) return self->on_fault(fault);
    self->item_left();
  };
  switch (item.kind) {
    case Kind::text:
      return socket_->async_write(asio::buffer(item.bytes), sent);
    case Kind::ping:
      return socket_->async_ping({item.bytes.data(), item.bytes.size()}, sent);
    case Kind::close:
      return socket_->async_close(
          {static_cast<websocket::close_code>(item.code), {item.bytes.data(), item.bytes.size()}},
          [self = self()](Fault fault) {
            if (!self->has_ended() && !self->is_silent())
              self->on_fault(fault ? fault : make_error_code(websocket::error::closed));
          });
    case Kind::broken_text:
      return write_half_frame(item);
  }
}

/// RFC 6455 section 5.2: a final text frame, as a server sends it: without a mask.
template <class Stream>
void StreamLink<Stream>::write_half_frame(const Item& item) {
  constexpr unsigned char kFinalText = 0x81;
  constexpr unsigned char kSixteenBits = 126;
  constexpr unsigned char kSixtyFourBits = 127;
  const std::uint64_t size = item.bytes.size();
  const unsigned length_bytes = size < kSixteenBits ? 0 : size <= 0xffff ? 2 : 8;
  half_frame_ = {static_cast<char>(kFinalText),
                 static_cast<char>(length_bytes == 0   ? size
                                   : length_bytes == 2 ? kSixteenBits
                                                       : kSixtyFourBits)};
  for (unsigned left = length_bytes; left > 0; --left)
    half_frame_.push_back(static_cast<char>(size >> (8U * (left - 1)) & 0xffU));
  half_frame_.insert(half_frame_.end(), item.bytes.begin(),
                     item.bytes.begin() + static_cast<std::ptrdiff_t>(size / 2));
  asio::async_write(socket_->next_layer(), asio::buffer(half_frame_),
                    [self = self()](Fault, std::size_t) { self->abort(false); });
}

template <class Stream>
void StreamLink<Stream>::hang_up(bool with_reset) {
  Fault ignored;  // the peer may have gone already
  const auto end = [&](asio::ip::tcp::socket& socket) {
    if (!socket.is_open()) return;
    if (with_reset)
      socket.set_option(asio::socket_base::linger{true, 0}, ignored);
    else
      socket.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
    socket.close(ignored);
  };
  if (silent_)
    end(*silent_);
  else if (socket_)
    end(beast::get_lowest_layer(*socket_).socket());
}

template <class Stream>
void StreamLink<Stream>::fall_silent() {
  silent_.emplace(beast::get_lowest_layer(*socket_).release_socket());
  ignore_input();
}

template <class Stream>
void StreamLink<Stream>::ignore_input() {
  silent_->async_read_some(asio::buffer(ignored_), [self = self()](Fault fault, std::size_t) {
    if (self->has_ended()) return;
    if (fault) return self->on_fault(fault);
    self->ignore_input();
  });
}

template class StreamLink<PlainStream>;
template class StreamLink<TlsStream>;

}  // namespace atb::net
