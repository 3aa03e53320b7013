#include "net/http_server.h"

#include <exception>
#include <thread>

#include "net/web_server.h"

namespace atb::net {
namespace {

ServerAnswer answer_of(const HttpHandler& handler, const ServerRequest& request) {
  try {
    return handler(request);
  } catch (const std::exception&) {
    HttpResponse fault;
    fault.status = 500;
    return fault;
  }
}

}  // namespace

struct HttpServer::State {
  EventLoop loop;
  std::unique_ptr<WebServer> server;  // goes before its loop
  std::thread thread;
};

core::Result<std::unique_ptr<HttpServer>> HttpServer::open(std::uint16_t port, HttpHandler handler,
                                                           Limits limits, std::optional<Tls> tls) {
  auto state = std::make_unique<State>();
  ATB_ASSIGN(state->server,
             WebServer::create(
                 state->loop,
                 {.port = port,
                  .on_request = [handler = std::move(handler)](
                                    const ServerRequest& request,
                                    HttpReply reply) { reply.send(answer_of(handler, request)); },
                  .limits = limits,
                  .tls = std::move(tls)}));
  return std::unique_ptr<HttpServer>{new HttpServer{std::move(state)}};
}

core::Result<std::unique_ptr<HttpServer>> HttpServer::create(std::uint16_t port,
                                                             HttpHandler handler, Limits limits) {
  return open(port, std::move(handler), limits, std::nullopt);
}

core::Result<std::unique_ptr<HttpServer>> HttpServer::create(std::uint16_t port,
                                                             HttpHandler handler, Limits limits,
                                                             Tls tls) {
  return open(port, std::move(handler), limits, std::move(tls));
}

HttpServer::HttpServer(std::unique_ptr<State> state) : state_{std::move(state)} {}

HttpServer::~HttpServer() {
  stop();
  if (state_->thread.joinable()) state_->thread.join();
}

std::uint16_t HttpServer::port() const noexcept {
  return state_->server->port();
}
void HttpServer::run() {
  state_->loop.run();
}
void HttpServer::start() {
  state_->thread = std::thread{[this] { state_->loop.run(); }};
}
void HttpServer::stop() {
  state_->loop.stop();
}

}  // namespace atb::net
