#pragma once

#include <array>
#include <memory>
#include <optional>
#include <utility>

#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include "net/http_message.h"
#include "net/http_server.h"

/// One connection of `HttpServer`. Included by http_server.cpp only.
namespace atb::net {
/// What all connections of a server share; outlives them.
struct ServerShared {
  HttpHandler handler;
  HttpServer::Limits limits;
  std::size_t connections = 0;
};

using PlainStream = boost::beast::tcp_stream;
using TlsStream = boost::beast::ssl_stream<PlainStream>;
/// Reads, answers, and again while it is kept alive. `Stream` is PlainStream or TlsStream.
template <class Stream>
class HttpConnection : public std::enable_shared_from_this<HttpConnection<Stream>> {
 public:
  template <class... Arguments>
  explicit HttpConnection(ServerShared& shared, Arguments&&... arguments)
      : stream_{std::forward<Arguments>(arguments)...},
        timer_{stream_.get_executor()},
        shared_{shared} {
    ++shared_.connections;
  }
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;
  ~HttpConnection() { --shared_.connections; }
  void start() {
    if constexpr (std::is_same_v<Stream, TlsStream>) {
      limit_time();
      stream_.async_handshake(boost::asio::ssl::stream_base::server,
                              [self = this->shared_from_this()](boost::beast::error_code fault) {
                                if (!fault) self->read();
                              });
    } else {
      read();
    }
  }

 private:
  using Fault = boost::beast::error_code;
  using Delivery = ServerAnswer::Delivery;
  void limit_time() {
    boost::beast::get_lowest_layer(stream_).expires_after(
        std::chrono::microseconds{shared_.limits.idle_timeout.us()});
  }

  void read() {
    parser_.emplace();
    parser_->header_limit(shared_.limits.header_bytes_max);
    parser_->body_limit(shared_.limits.body_bytes_max);
    limit_time();
    boost::beast::http::async_read(
        stream_, buffer_, *parser_,
        [self = this->shared_from_this()](Fault fault, std::size_t) { self->on_read(fault); });
  }

  void on_read(Fault fault) {
    namespace http = boost::beast::http;
    if (fault == http::error::body_limit) return refuse(413);
    if (fault == http::error::header_limit) return refuse(431);
    if (fault == http::error::end_of_stream) return close();
    // A parser's complaint can still be answered; a socket's cannot.
    if (fault && fault.category() == make_error_code(http::error::bad_method).category())
      return refuse(400);
    if (fault) return close();
    auto message = parser_->release();
    const unsigned version = message.version();
    const bool keep_alive = message.keep_alive();
    const bool is_head = message.method() == http::verb::head;
    auto answer = handle(to_request(std::move(message)));
    delivery_ = answer.delivery;
    const bool stays_open = keep_alive && delivery_ == Delivery::whole;
    response_.emplace(to_message(std::move(answer.response), version, stays_open, is_head));
    if (answer.delay <= core::Duration{}) return deliver();
    timer_.expires_after(std::chrono::microseconds{answer.delay.us()});
    timer_.async_wait([self = this->shared_from_this()](Fault stopped) {
      if (!stopped) self->deliver();
    });
  }

  ServerAnswer handle(const ServerRequest& request) {
    try {
      return shared_.handler(request);
    } catch (const std::exception&) {
      return status_only(500);
    }
  }

  void refuse(int status) {
    delivery_ = Delivery::whole;
    response_.emplace(to_message(status_only(status), 11, false, false));
    deliver();
  }

  void deliver() {
    if (delivery_ == Delivery::dropped) return close();
    if (delivery_ == Delivery::withheld) return wait_for_the_end();
    if (delivery_ == Delivery::cut) response_->body().resize(response_->body().size() / 2);
    limit_time();
    boost::beast::http::async_write(stream_, *response_,
                                    [self = this->shared_from_this()](Fault fault, std::size_t) {
                                      if (!fault && self->response_->keep_alive())
                                        return self->read();
                                      self->close();
                                    });
  }

  /// Keeps the connection until the peer closes it or it has been idle for too long.
  void wait_for_the_end() {
    limit_time();
    stream_.async_read_some(boost::asio::buffer(ignored_),
                            [self = this->shared_from_this()](Fault fault, std::size_t) {
                              if (fault) return self->close();
                              self->wait_for_the_end();
                            });
  }

  void close() {
    Fault ignored;  // the peer may have gone already
    boost::beast::get_lowest_layer(stream_).socket().shutdown(
        boost::asio::ip::tcp::socket::shutdown_both, ignored);
  }

  Stream stream_;
  boost::asio::steady_timer timer_;
  ServerShared& shared_;
  boost::beast::flat_buffer buffer_;
  std::array<char, 512> ignored_{};
  std::optional<boost::beast::http::request_parser<ServerBody>> parser_;
  std::optional<boost::beast::http::response<ServerBody>> response_;
  Delivery delivery_ = Delivery::whole;
};

}  // namespace atb::net
