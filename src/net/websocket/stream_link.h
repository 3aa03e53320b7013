#pragma once

#include <array>
#include <functional>
#include <optional>
#include <utility>

#include <boost/beast/core.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include "net/http_message.h"
#include "net/websocket/link.h"

/// A WebSocket's end over a stream. Included by sources of this room that speak Beast.
namespace atb::net {

/// A stream that tells when Beast begins to end it, which has no limit of time there.
template <class Base>
struct ToldStream : Base {
  using Base::Base;
  std::function<void()> on_teardown;
};

using PlainStream = ToldStream<boost::beast::tcp_stream>;
using TlsStream = ToldStream<boost::beast::ssl_stream<boost::beast::tcp_stream>>;

/// Found by Beast in place of its own. How TLS and TCP end matters no more: a fault there would
/// hide why they are ended.
template <class Base, class Handler>
void async_teardown(boost::beast::role_type role, ToldStream<Base>& stream, Handler&& handler) {
  if (stream.on_teardown) stream.on_teardown();
  using boost::beast::websocket::async_teardown;
  async_teardown(role, static_cast<Base&>(stream),
                 [then = std::forward<Handler>(handler)](boost::beast::error_code) mutable {
                   then(boost::beast::error_code{});
                 });
}

template <class Stream>
class StreamLink : public WebSocketLink {
 public:
  using WebSocketLink::WebSocketLink;

  /// The server's side: agrees to the upgrade, then opens.
  void accept(Stream&& stream, const boost::beast::http::request<ServerBody>& request);

 protected:
  using Fault = boost::beast::error_code;
  using Socket = boost::beast::websocket::stream<Stream>;

  void adopt(Stream&& stream);
  [[nodiscard]] Socket& socket() noexcept { return *socket_; }
  /// After the upgrade: opens, reads.
  void begin();
  [[nodiscard]] std::shared_ptr<StreamLink> self() {
    return std::static_pointer_cast<StreamLink>(this->shared_from_this());
  }

 private:
  void read();
  void on_read(Fault fault);
  void on_control(boost::beast::websocket::frame_type kind, std::string_view payload);
  void hand_over_text();
  /// What is told of an operation's fault.
  void on_fault(Fault fault);
  void write(const Item& item) override;
  void write_half_frame(const Item& item);
  void hang_up(bool with_reset) override;
  void fall_silent() override;
  void ignore_input();
  /// From now on TCP has `close_timeout` to end.
  void limit_end();

  std::optional<Socket> socket_;
  boost::beast::flat_buffer buffer_;
  core::SecretBuffer half_frame_;
  std::optional<boost::asio::ip::tcp::socket> silent_;  ///< what is left when we fell silent
  std::array<char, 512> ignored_{};
  EventLoop::Timer end_timer_;
};

extern template class StreamLink<PlainStream>;
extern template class StreamLink<TlsStream>;

}  // namespace atb::net
