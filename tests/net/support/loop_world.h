#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "net/event_loop.h"
#include "net/web_server.h"
#include "net/websocket/client.h"

namespace atb::net::test {

/// Runs until a callback stops the loop. @return  false: that took ten seconds
[[nodiscard]] inline bool run(EventLoop& loop) {
  bool in_time = true;
  const auto guard = loop.after(core::Duration::seconds(10), [&] {
    in_time = false;
    loop.stop();
  });
  loop.run();
  return in_time;
}

/// Writes down what it hears, and does what the test says.
class Ears final : public WebSocketListener {
 public:
  std::function<void()> opened = [] {};
  std::function<void(std::string_view)> text = [](std::string_view) {};
  std::function<void(std::string_view)> pinged = [](std::string_view) {};
  std::function<void(std::string_view)> ponged = [](std::string_view) {};
  std::function<void(const WebSocketEnd&)> closed = [](const WebSocketEnd&) {};
  std::vector<std::string> texts;
  std::vector<WebSocketEnd> ends;

  void on_open() override { std::function{opened}(); }
  void on_text(std::string_view what) override {
    texts.emplace_back(what);
    std::function{text}(what);  // a copy: the call may destroy us
  }
  void on_ping(std::string_view payload) override { std::function{pinged}(payload); }
  void on_pong(std::string_view payload) override { std::function{ponged}(payload); }
  void on_close(const WebSocketEnd& end) override {
    ends.push_back(end);
    std::function{closed}(end);
  }
  /// The code of its error, or its close code in digits; empty while there is none.
  [[nodiscard]] std::string end() const {
    if (ends.empty()) return {};
    return ends[0].error ? ends[0].error->code : std::to_string(ends[0].code);
  }
};

/// A server that accepts every upgrade and a client, on one loop.
class WebSocketWorld {
 public:
  explicit WebSocketWorld(WebServer::Options options = {}) {
    options.on_request = [](const ServerRequest& request, HttpReply reply) {
      HttpResponse response;
      response.status = 200;
      response.body = to_body("<" + request.target + ">");
      reply.send(std::move(response));
    };
    if (!options.on_upgrade)
      options.on_upgrade = [this](const ServerRequest& request, WebSocketPeer accepted) {
        upgrade = request;
        peer = std::move(accepted);
        return server_ears;
      };
    server = *WebServer::create(loop, std::move(options));
    client_ears.closed = server_ears->closed = [this](const WebSocketEnd&) { loop.stop(); };
  }
  [[nodiscard]] WebSocketClient::Options to(std::string_view target) const {
    WebSocketClient::Options options;
    options.url = "ws://127.0.0.1:" + std::to_string(server->port()) + std::string{target};
    return options;
  }
  /// Connects and runs until a callback stops the loop.
  [[nodiscard]] bool run(WebSocketClient::Options options) {
    client = std::make_unique<WebSocketClient>(loop, client_ears);
    return client->connect(std::move(options)) && test::run(loop);
  }
  [[nodiscard]] bool run() { return run(to("/ws")); }

  EventLoop loop;
  std::shared_ptr<Ears> server_ears = std::make_shared<Ears>();
  Ears client_ears;
  ServerRequest upgrade;
  WebSocketPeer peer;
  std::unique_ptr<WebServer> server;
  std::unique_ptr<WebSocketClient> client;
};

}  // namespace atb::net::test
