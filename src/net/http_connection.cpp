#include "net/http_connection.h"

#include <array>
#include <optional>
#include <utility>

#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <fmt/format.h>

#include "net/http_message.h"
#include "net/websocket/stream_link.h"

namespace atb::net {
namespace {

/// Reads, answers, and again while it is kept alive, or becomes a WebSocket.
/// `Stream` is PlainStream or TlsStream.
template <class Stream>
class HttpConnection final : public std::enable_shared_from_this<HttpConnection<Stream>>,
                             public HttpReply::Sink {
 public:
  template <class... Arguments>
  explicit HttpConnection(std::shared_ptr<ServerShared> shared, std::string remote_address,
                          Arguments&&... arguments)
      : stream_{std::forward<Arguments>(arguments)...},
        seat_{std::in_place, std::move(shared), [this] { drop(); }},
        remote_address_{std::move(remote_address)} {}
  void start() {
    if constexpr (std::is_same_v<Stream, TlsStream>) {
      limit_time();
      stream_.async_handshake(boost::asio::ssl::stream_base::server,
                              [self = this->shared_from_this()](Fault fault) {
                                if (!fault) self->read();
                              });
    } else {
      read();
    }
  }

  void answer(ServerAnswer answer) override {
    const auto self = std::exchange(self_, nullptr);
    if (!self) return;
    delivery_ = answer.delivery;
    const bool stays_open = keep_alive_ && delivery_ == Delivery::whole;
    response_.emplace(to_message(std::move(answer.response), version_, stays_open, is_head_));
    if (answer.delay <= core::Duration{}) return deliver();
    delay_ = shared().loop.after(answer.delay, [self] { self->deliver(); });
  }

 private:
  using Fault = boost::beast::error_code;
  using Message = boost::beast::http::request<ServerBody>;
  using Delivery = ServerAnswer::Delivery;

  [[nodiscard]] ServerShared& shared() const noexcept { return seat_->shared(); }
  [[nodiscard]] auto& tcp() noexcept { return boost::beast::get_lowest_layer(stream_); }
  void limit_time() {
    tcp().expires_after(std::chrono::microseconds{shared().limits.idle_timeout.us()});
  }

  void read() {
    parser_.emplace();
    parser_->header_limit(shared().limits.header_bytes_max);
    parser_->body_limit(shared().limits.body_bytes_max);
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
    if (fault || is_dropped_) return close();
    auto message = parser_->release();
    version_ = message.version();
    keep_alive_ = message.keep_alive();
    is_head_ = message.method() == http::verb::head;
    self_ = this->shared_from_this();  // nothing else holds it while the answer is awaited
    if (shared().on_upgrade && boost::beast::websocket::is_upgrade(message))
      return upgrade(message);
    shared().on_request(request_of(std::move(message)),
                        HttpReply{std::weak_ptr<Sink>{this->shared_from_this()}});
  }

  ServerRequest request_of(Message message) {
    auto request = to_request(std::move(message));
    request.remote_address = remote_address_;
    return request;
  }

  void upgrade(const Message& message) {
    auto link = std::make_shared<StreamLink<Stream>>(shared().loop, shared().websocket);
    auto decision = shared().on_upgrade(request_of(message), WebSocketPeer{link});
    if (auto* const refusal = std::get_if<ServerAnswer>(&decision))
      return answer(std::move(*refusal));
    const auto self = std::exchange(self_, nullptr);
    if (!self) return;  // dropped meanwhile
    link->listen(std::get<std::shared_ptr<WebSocketListener>>(std::move(decision)));
    link->keep(std::make_shared<ServerSeat>(seat_->owner(), [raw = link.get()] { raw->detach(); }));
    link->accept(std::move(stream_), message);
  }

  void refuse(int status) {
    delivery_ = Delivery::whole;
    response_.emplace(to_message(status_only(status), 11, false, false));
    deliver();
  }

  void deliver() {
    if (delivery_ == Delivery::dropped) return close();
    if (delivery_ == Delivery::reset) return reset();
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
    tcp().socket().shutdown(boost::asio::ip::tcp::socket::shutdown_both, ignored);
  }

  void reset() {
    Fault ignored;
    tcp().socket().set_option(boost::asio::socket_base::linger{true, 0}, ignored);
    tcp().close();
  }

  /// The server goes.
  void drop() {
    const auto alive =
        this->weak_from_this().lock();  // the delayed answer may be the last to hold it
    is_dropped_ = true;
    delay_.cancel();
    tcp().close();
    self_.reset();
  }

  Stream stream_;
  std::optional<ServerSeat> seat_;
  std::string remote_address_;
  std::shared_ptr<HttpConnection> self_;  ///< set while an answer is awaited
  EventLoop::Timer delay_;
  boost::beast::flat_buffer buffer_;
  std::array<char, 512> ignored_{};
  std::optional<boost::beast::http::request_parser<ServerBody>> parser_;
  std::optional<boost::beast::http::response<ServerBody>> response_;
  Delivery delivery_ = Delivery::whole;
  unsigned version_ = 11;
  bool keep_alive_ = false;
  bool is_head_ = false;
  bool is_dropped_ = false;
};

std::string to_text(const boost::asio::ip::tcp::endpoint& endpoint) {
  return fmt::format("{}:{}", endpoint.address().to_string(), endpoint.port());
}

}  // namespace

void serve_connection(std::shared_ptr<ServerShared> shared, boost::asio::ip::tcp::socket socket,
                      boost::asio::ssl::context* tls) {
  // An answer is written in pieces: without this, each waits for the peer's delayed
  // acknowledgement.
  boost::beast::error_code ignored;
  socket.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
  auto remote = to_text(socket.remote_endpoint(ignored));
  if (tls == nullptr) {
    std::make_shared<HttpConnection<PlainStream>>(std::move(shared), std::move(remote),
                                                  std::move(socket))
        ->start();
  } else {
    std::make_shared<HttpConnection<TlsStream>>(std::move(shared), std::move(remote),
                                                std::move(socket), *tls)
        ->start();
  }
}

}  // namespace atb::net
