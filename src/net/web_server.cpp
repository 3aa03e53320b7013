#include "net/web_server.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <fmt/format.h>

#include "net/http_connection.h"
#include "net/loop_core.h"

namespace atb::net {
namespace {

namespace asio = boost::asio;
using Fault = boost::system::error_code;
using asio::ip::tcp;

core::Result<asio::ssl::context> make_tls_context(const ServerTls& tls) {
  asio::ssl::context context{asio::ssl::context::tls_server};
  context.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                      asio::ssl::context::no_tlsv1_1);
  Fault fault;
  context.use_certificate_chain_file(tls.certificate_file, fault);
  if (!fault) context.use_private_key_file(tls.key_file, asio::ssl::context::pem, fault);
  if (fault)
    return core::fail(core::ErrorKind::usage, "net.tls_files_unusable",
                      fmt::format("the certificate {} and its key {} cannot be used: {}",
                                  tls.certificate_file, tls.key_file, fault.message()),
                      "Name PEM files that belong together; the key must not be encrypted.");
  return context;
}

core::Result<tcp::acceptor> listen(asio::io_context& context, std::uint16_t port) {
  tcp::acceptor acceptor{context};
  const tcp::endpoint endpoint{asio::ip::address_v4::loopback(), port};
  Fault fault;
  acceptor.open(endpoint.protocol(), fault);
  if (!fault) acceptor.set_option(asio::socket_base::reuse_address(true), fault);
  if (!fault) acceptor.bind(endpoint, fault);
  if (!fault) acceptor.listen(asio::socket_base::max_listen_connections, fault);
  if (fault)
    return core::fail(core::ErrorKind::internal, "net.listen_failed",
                      fmt::format("cannot listen on 127.0.0.1:{}: {}", port, fault.message()),
                      "Take another port, or 0 for any free one.");
  return acceptor;
}

}  // namespace

HttpReply& HttpReply::operator=(HttpReply&& other) noexcept {
  if (this == &other) return *this;
  drop();
  sink_ = std::move(other.sink_);
  return *this;
}

void HttpReply::send(ServerAnswer answer) {
  if (const auto sink = std::exchange(sink_, {}).lock()) sink->answer(std::move(answer));
}

void HttpReply::drop() {
  if (is_awaited()) send(ServerAnswer{std::nullopt});
}

void HttpReply::reset() {
  ServerAnswer answer{std::nullopt};
  answer.delivery = ServerAnswer::Delivery::reset;
  send(std::move(answer));
}

struct WebServer::State : std::enable_shared_from_this<State> {
  State(std::shared_ptr<ServerShared> what, tcp::acceptor where)
      : shared{std::move(what)}, acceptor{std::move(where)} {}

  void accept() {
    acceptor.async_accept([self = shared_from_this()](Fault fault, tcp::socket socket) {
      if (!self->acceptor.is_open()) return;
      if (!fault && self->shared->open.size() < self->shared->limits.connections_max)
        serve_connection(self->shared, std::move(socket), self->tls ? &*self->tls : nullptr);
      self->accept();
    });
  }

  void end() {
    Fault ignored;
    acceptor.close(ignored);
    while (!shared->open.empty()) {
      const auto drop = std::move(shared->open.begin()->second);
      shared->open.erase(shared->open.begin());
      drop();
    }
  }

  std::shared_ptr<ServerShared> shared;
  std::optional<asio::ssl::context> tls;
  tcp::acceptor acceptor;
  std::uint16_t port = 0;
};

core::Result<std::unique_ptr<WebServer>> WebServer::create(EventLoop& loop, Options options) {
  std::optional<asio::ssl::context> tls;
  if (options.tls) {
    ATB_ASSIGN(auto context, make_tls_context(*options.tls));
    tls.emplace(std::move(context));
  }
  ATB_ASSIGN(auto acceptor, listen(loop.core().context, options.port));
  auto shared = std::make_shared<ServerShared>(ServerShared{loop,
                                                            std::move(options.on_request),
                                                            std::move(options.on_upgrade),
                                                            options.limits,
                                                            options.websocket,
                                                            {}});
  auto state = std::make_shared<State>(std::move(shared), std::move(acceptor));
  state->tls = std::move(tls);
  state->port = state->acceptor.local_endpoint().port();
  state->accept();
  return std::unique_ptr<WebServer>{new WebServer{std::move(state)}};
}

WebServer::WebServer(std::shared_ptr<State> state) : state_{std::move(state)} {}

WebServer::~WebServer() {
  state_->end();
}

std::uint16_t WebServer::port() const noexcept {
  return state_->port;
}

std::size_t WebServer::connections() const noexcept {
  return state_->shared->open.size();
}

}  // namespace atb::net
