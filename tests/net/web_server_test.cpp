#include "net/web_server.h"

#include <cerrno>
#include <optional>
#include <thread>

#include <gtest/gtest.h>

#include "net/support/loop_world.h"
#include "net/support/raw_connection.h"

namespace atb::net {
namespace {

using test::RawConnection;

HttpResponse echo(std::string_view target) {
  HttpResponse response;
  response.status = 200;
  response.body = to_body("<" + std::string{target} + ">");
  return response;
}

/// A server that runs beside the test; the first request to /later waits for the test's word:
/// "/send", "/drop", "/reset" or "/forget" decides about it.
class World {
 public:
  explicit World(WebServer::Options options = {}) {
    options.on_request = [this](const ServerRequest& request, HttpReply reply) {
      answer(request, std::move(reply));
    };
    server = *WebServer::create(loop, std::move(options));
    thread = std::thread{[this] { loop.run(); }};
  }
  ~World() {
    loop.stop();
    thread.join();
  }
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  /// Has the server decide, and what it knew of the waiting reply before.
  std::string decide(std::string_view how) {
    const RawConnection connection{server->port()};
    connection.write("GET /" + std::string{how} + " HTTP/1.1\r\nConnection: close\r\n\r\n");
    return connection.read_all();
  }

 private:
  void answer(const ServerRequest& request, HttpReply reply) {
    if (request.target == "/later") {
      later.emplace(std::move(reply));
      return;
    }
    if (later && request.target == "/send") later->send(echo("/later"));
    if (later && request.target == "/drop") later->drop();
    if (later && request.target == "/reset") later->reset();
    if (request.target == "/forget") later.reset();
    auto response = echo(request.target);
    response.headers.add("X-Awaited", later && later->is_awaited() ? "yes" : "no");
    reply.send(std::move(response));
  }

 public:
  EventLoop loop;
  std::optional<HttpReply> later;
  std::unique_ptr<WebServer> server;
  std::thread thread;
};

TEST(WebServer, AnswersARequestLaterOnAConnectionThatStaysUsable) {
  World world{{.on_request = {}, .limits = {.idle_timeout = core::Duration::milliseconds(1)}}};
  const RawConnection connection{world.server->port()};
  connection.write("POST /later HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
  EXPECT_NE(world.decide("other").find("X-Awaited: yes"), std::string::npos);
  EXPECT_TRUE(connection.is_open_and_silent());
  EXPECT_NE(world.decide("send").find("X-Awaited: no"), std::string::npos);
  EXPECT_TRUE(connection.read_until("</later>").starts_with("HTTP/1.1 200 OK"));
}

TEST(WebServer, ClosesWithoutAnAnswerWhatIsDroppedOrForgotten) {
  for (const auto* how : {"drop", "forget"}) {
    World world;
    const RawConnection connection{world.server->port()};
    connection.write("GET /later HTTP/1.1\r\n\r\n");
    (void)world.decide("other");
    (void)world.decide(how);
    EXPECT_EQ(connection.end(), 0) << how;
  }
}

TEST(WebServer, ResetsAConnectionOnDemand) {
  World world;
  const RawConnection connection{world.server->port()};
  connection.write("GET /later HTTP/1.1\r\n\r\n");
  (void)world.decide("other");
  (void)world.decide("reset");
  EXPECT_EQ(connection.end(), ECONNRESET);
}

TEST(WebServer, IsHarmlessToAnswerWhenThePeerHasGone) {
  World world;
  {
    const RawConnection connection{world.server->port()};
    connection.write("GET /later HTTP/1.1\r\n\r\n");
    (void)world.decide("other");
  }
  EXPECT_NE(world.decide("send").find("</send>"), std::string::npos);
  EXPECT_NE(world.decide("send").find("</send>"), std::string::npos) << "a second time";
}

TEST(WebServer, IsHarmlessToAnswerWhenTheServerHasGone) {
  EventLoop loop;
  std::optional<HttpReply> late;
  auto server = *WebServer::create(loop, {.on_request = [&](const ServerRequest&, HttpReply reply) {
                                     late.emplace(std::move(reply));
                                     loop.stop();
                                   }});
  const RawConnection connection{server->port()};
  connection.write("GET / HTTP/1.1\r\n\r\n");
  ASSERT_TRUE(test::run(loop));
  EXPECT_TRUE(late->is_awaited());
  EXPECT_EQ(server->connections(), 1U);
  server.reset();
  EXPECT_FALSE(late->is_awaited());
  late->send(echo({}));
  EXPECT_EQ(connection.read_all(), "");
}

constexpr std::string_view kUpgrade =
    "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

TEST(WebServer, ServesRequestsAndUpgradesOnOneConnectionAndPort) {
  World world{{.on_request = {}, .on_upgrade = [](const ServerRequest&, const WebSocketPeer&) {
                 return std::make_shared<test::Ears>();
               }}};
  const RawConnection connection{world.server->port()};
  connection.write("GET /first HTTP/1.1\r\n\r\n");
  EXPECT_NE(connection.read_until("</first>"), "");
  connection.write(kUpgrade);
  const auto answer = connection.read_until("\r\n\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 101 "));
  EXPECT_NE(answer.find("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), std::string::npos) << "RFC 6455, 1.3";
  EXPECT_NE(world.decide("other").find("</other>"), std::string::npos);
}

TEST(WebServer, KeepsAConnectionWhoseUpgradeItRefused) {
  World world{
      {.on_request = {},
       .on_upgrade = [](const ServerRequest& request, const WebSocketPeer&) -> UpgradeAnswer {
         return ServerAnswer{echo(request.target)};
       }}};
  const RawConnection connection{world.server->port()};
  connection.write(kUpgrade);
  EXPECT_TRUE(connection.read_until("</ws>").starts_with("HTTP/1.1 200 "));
  connection.write("GET /next HTTP/1.1\r\n\r\n");
  EXPECT_NE(connection.read_until("</next>"), "");
}

TEST(WebServer, TakesAnUpgradeForARequestWhenItSpeaksNoWebSocket) {
  World world;
  const RawConnection connection{world.server->port()};
  connection.write(kUpgrade);
  EXPECT_TRUE(connection.read_until("</ws>").starts_with("HTTP/1.1 200 "));
}

TEST(WebServer, DropsItsWebSocketsWhenItGoesAndCallsNobody) {
  test::WebSocketWorld world;
  world.client_ears.opened = [&] {
    EXPECT_EQ(world.server->connections(), 1U);
    world.server.reset();
  };
  ASSERT_TRUE(world.run());
  EXPECT_EQ(world.client_ears.end(), codes::kConnectionLost);
  EXPECT_EQ(world.server_ears->ends.size(), 0U);
}

TEST(WebServer, CountsAConnectionUntilItHasEnded) {
  test::WebSocketWorld world;
  world.client_ears.opened = [&] { world.client->close(); };
  ASSERT_TRUE(world.run());
  std::function<void()> look = [&] {
    if (world.server->connections() == 0) return world.loop.stop();
    world.loop.post(look);
  };
  world.loop.post(look);
  EXPECT_TRUE(test::run(world.loop));
}

TEST(WebServer, SaysThatAPortIsTaken) {
  EventLoop loop;
  const auto first = *WebServer::create(loop, {.on_request = nullptr});
  const auto second = WebServer::create(loop, {.port = first->port(), .on_request = nullptr});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "net.listen_failed");
}

TEST(WebServer, SaysThatItsTlsFilesCannotBeUsed) {
  EventLoop loop;
  const auto server =
      WebServer::create(loop, {.on_request = nullptr, .tls = ServerTls{"/no/such.pem", "/none"}});
  ASSERT_FALSE(server);
  EXPECT_EQ(server.error().code, "net.tls_files_unusable");
}

}  // namespace
}  // namespace atb::net
