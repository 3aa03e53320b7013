#include "net/http_server.h"

#include <thread>

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>

namespace atb::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Body = http::vector_body<char, core::WipingAllocator<char>>;

/// What all connections share; outlives them.
struct Shared {
  HttpHandler handler;
  HttpServer::Limits limits;
  std::size_t connections = 0;
};

std::string_view to_view(beast::string_view text) {
  return {text.data(), text.size()};
}

ServerRequest to_request(http::request<Body>&& message) {
  ServerRequest request;
  request.method = to_view(message.method_string());
  request.target = to_view(message.target());
  for (const auto& field : message)
    request.headers.add(to_view(field.name_string()), to_view(field.value()));
  request.body = std::move(message.body());
  return request;
}

HttpResponse status_only(int status) {
  HttpResponse response;
  response.status = status;
  return response;
}

/// One connection: read, answer, and again while it is kept alive.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, Shared& shared) : stream_{std::move(socket)}, shared_{shared} {
    ++shared_.connections;
  }
  ~Connection() { --shared_.connections; }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void read() {
    parser_.emplace();
    parser_->header_limit(shared_.limits.header_bytes_max);
    parser_->body_limit(shared_.limits.body_bytes_max);
    stream_.expires_after(std::chrono::microseconds{shared_.limits.idle_timeout.us()});
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](beast::error_code fault, std::size_t) {
                       self->on_read(fault);
                     });
  }

 private:
  void on_read(beast::error_code fault) {
    if (fault == http::error::body_limit) return answer(status_only(413), 11, false, false);
    if (fault == http::error::header_limit) return answer(status_only(431), 11, false, false);
    if (fault == http::error::end_of_stream || fault == beast::error::timeout) return close();
    // A parser's complaint can still be answered; a socket's cannot.
    if (fault && fault.category() == make_error_code(http::error::bad_method).category())
      return answer(status_only(400), 11, false, false);
    if (fault) return;
    auto message = parser_->release();
    const unsigned version = message.version();
    const bool keep_alive = message.keep_alive();
    const bool is_head = message.method() == http::verb::head;
    auto response = handle(to_request(std::move(message)));
    if (!response) return close();
    answer(std::move(*response), version, keep_alive, is_head);
  }

  std::optional<HttpResponse> handle(const ServerRequest& request) {
    try {
      return shared_.handler(request);
    } catch (const std::exception&) {
      return status_only(500);
    }
  }

  void answer(HttpResponse response, unsigned version, bool keep_alive, bool is_head) {
    response_.emplace();
    response_->version(version);
    response_->result(static_cast<unsigned>(response.status));
    for (const auto& header : response.headers)
      response_->insert(header.name(),
                        beast::string_view{header.value().data(), header.value().size()});
    response_->keep_alive(keep_alive);
    response_->content_length(response.body.size());
    if (!is_head) response_->body() = std::move(response.body);
    http::async_write(
        stream_, *response_,
        [self = shared_from_this(), keep_alive](beast::error_code fault, std::size_t) {
          if (fault) return;
          if (keep_alive) return self->read();
          self->close();
        });
  }

  void close() {
    beast::error_code ignored;  // the peer may have gone already
    stream_.socket().shutdown(tcp::socket::shutdown_both, ignored);
  }

  beast::tcp_stream stream_;
  Shared& shared_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<Body>> parser_;
  std::optional<http::response<Body>> response_;
};

}  // namespace

struct HttpServer::State {
  explicit State(HttpHandler handler, Limits limits) : shared{std::move(handler), limits} {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() = default;

  void accept() {
    acceptor.async_accept([this](beast::error_code fault, tcp::socket socket) {
      if (fault == asio::error::operation_aborted) return;
      if (!fault && shared.connections < shared.limits.connections_max)
        std::make_shared<Connection>(std::move(socket), shared)->read();
      accept();
    });
  }

  Shared shared;
  asio::io_context context{1};  // destroyed before `shared`: its connections use it
  tcp::acceptor acceptor{context};
  std::uint16_t port = 0;
  std::thread thread;
};

core::Result<std::unique_ptr<HttpServer>> HttpServer::create(std::uint16_t port,
                                                             HttpHandler handler, Limits limits) {
  auto state = std::make_unique<State>(std::move(handler), limits);
  const tcp::endpoint endpoint{asio::ip::address_v4::loopback(), port};
  beast::error_code fault;
  state->acceptor.open(endpoint.protocol(), fault);
  if (!fault) state->acceptor.set_option(asio::socket_base::reuse_address(true), fault);
  if (!fault) state->acceptor.bind(endpoint, fault);
  if (!fault) state->acceptor.listen(asio::socket_base::max_listen_connections, fault);
  if (fault)
    return core::fail(core::ErrorKind::internal, "net.listen_failed",
                      fmt::format("cannot listen on 127.0.0.1:{}: {}", port, fault.message()),
                      "Take another port, or 0 for any free one.");
  state->port = state->acceptor.local_endpoint().port();
  state->accept();
  return std::unique_ptr<HttpServer>{new HttpServer{std::move(state)}};
}

core::Result<std::unique_ptr<HttpServer>> HttpServer::create(std::uint16_t port,
                                                             HttpHandler handler) {
  return create(port, std::move(handler), Limits{});
}

HttpServer::HttpServer(std::unique_ptr<State> state) : state_{std::move(state)} {}

HttpServer::~HttpServer() {
  stop();
  if (state_->thread.joinable()) state_->thread.join();
}

std::uint16_t HttpServer::port() const noexcept {
  return state_->port;
}
void HttpServer::run() {
  state_->context.run();
}
void HttpServer::start() {
  state_->thread = std::thread{[this] { state_->context.run(); }};
}
void HttpServer::stop() {
  state_->context.stop();
}

}  // namespace atb::net
