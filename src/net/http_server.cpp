#include "net/http_server.h"

#include <thread>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <fmt/format.h>

#include "net/http_connection.h"

namespace atb::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

core::Result<asio::ssl::context> make_tls_context(const HttpServer::Tls& tls) {
  asio::ssl::context context{asio::ssl::context::tls_server};
  context.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                      asio::ssl::context::no_tlsv1_1);
  beast::error_code fault;
  context.use_certificate_chain_file(tls.certificate_file, fault);
  if (!fault) context.use_private_key_file(tls.key_file, asio::ssl::context::pem, fault);
  if (fault)
    return core::fail(core::ErrorKind::usage, "net.tls_files_unusable",
                      fmt::format("the certificate {} and its key {} cannot be used: {}",
                                  tls.certificate_file, tls.key_file, fault.message()),
                      "Name PEM files that belong together; the key must not be encrypted.");
  return context;
}

}  // namespace

struct HttpServer::State {
  State(HttpHandler handler, Limits limits) : shared{std::move(handler), limits} {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() = default;

  void accept() {
    acceptor.async_accept([this](beast::error_code fault, tcp::socket socket) {
      if (fault == asio::error::operation_aborted) return;
      if (!fault && shared.connections < shared.limits.connections_max) serve(std::move(socket));
      accept();
    });
  }

  void serve(tcp::socket socket) {
    // An answer is written in pieces: without this, each waits for the peer's delayed
    // acknowledgement.
    beast::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    if (tls) {
      std::make_shared<HttpConnection<TlsStream>>(shared, std::move(socket), *tls)->start();
    } else {
      std::make_shared<HttpConnection<PlainStream>>(shared, std::move(socket))->start();
    }
  }

  ServerShared shared;
  std::optional<asio::ssl::context> tls;
  asio::io_context context{1};  // destroyed before `shared` and `tls`: its connections use them
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

core::Result<std::unique_ptr<HttpServer>> HttpServer::create(std::uint16_t port,
                                                             HttpHandler handler, Limits limits,
                                                             const Tls& tls) {
  ATB_ASSIGN(auto context, make_tls_context(tls));
  ATB_ASSIGN(auto server, create(port, std::move(handler), limits));
  server->state_->tls.emplace(std::move(context));
  return server;
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
