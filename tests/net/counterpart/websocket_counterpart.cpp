// Our ends of a WebSocket for a counterpart in another language, see ../counterpart_test.py:
//   websocket_counterpart serve          prints the port, sends every text back until SIGTERM
//   websocket_counterpart ask <url>      sends each line of stdin as a text, prints what comes back
#include <csignal>
#include <iostream>
#include <memory>
#include <string>

#include "net/web_server.h"
#include "net/websocket/client.h"

namespace {

using namespace atb::net;

EventLoop* loop_to_stop = nullptr;

class Echo final : public WebSocketListener {
 public:
  explicit Echo(WebSocketPeer peer) : peer_{std::move(peer)} {}
  void on_open() override { (void)peer_.ping("from the server"); }
  void on_text(std::string_view text) override { (void)peer_.send(text); }
  void on_pong(std::string_view payload) override {
    (void)peer_.send("pong " + std::string{payload});
  }
  void on_close(const WebSocketEnd&) override {}

 private:
  WebSocketPeer peer_;
};

int serve(EventLoop& loop) {
  const auto server = WebServer::create(
      loop, {.on_request =
                 [](const ServerRequest&, HttpReply reply) {
                   HttpResponse response;
                   response.status = 404;
                   reply.send(std::move(response));
                 },
             .on_upgrade = [](const ServerRequest&, WebSocketPeer peer) -> UpgradeAnswer {
               return std::make_shared<Echo>(std::move(peer));
             }});
  if (!server) return 1;
  loop_to_stop = &loop;
  std::signal(SIGTERM, [](int) { loop_to_stop->stop(); });
  std::cout << (*server)->port() << std::endl;
  loop.run();
  return 0;
}

/// Asks line by line; closes when there is none left.
class Asker final : public WebSocketListener {
 public:
  explicit Asker(EventLoop& loop) : loop_{loop} {}
  WebSocketClient* client = nullptr;
  bool was_orderly = false;

  void on_open() override { next(); }
  void on_text(std::string_view text) override {
    std::cout << text << "\n";
    next();
  }
  void on_ping(std::string_view payload) override { std::cout << "ping " << payload << "\n"; }
  void on_close(const WebSocketEnd& end) override {
    std::cout << "end " << (end.error ? end.error->code : std::to_string(end.code)) << std::endl;
    was_orderly = !end.error;
    loop_.stop();
  }

 private:
  void next() {
    std::string line;
    if (!std::getline(std::cin, line) || !client->send(line)) client->close();
  }
  EventLoop& loop_;
};

int ask(EventLoop& loop, const char* url) {
  Asker asker{loop};
  WebSocketClient client{loop, asker};
  asker.client = &client;
  if (const auto begun = client.connect({.url = url}); !begun) {
    std::cerr << atb::core::render(begun.error());
    return 1;
  }
  loop.run();
  return asker.was_orderly ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  EventLoop loop;
  if (count == 2 && std::string{arguments[1]} == "serve") return serve(loop);
  if (count == 3 && std::string{arguments[1]} == "ask") return ask(loop, arguments[2]);
  return 2;
}
