#include "net/http_server.h"

#include <stdexcept>
#include <string>
#include <thread>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

namespace atb::net {
namespace {

/// A raw connection: what a client writes, and everything up to the close that comes back.
class RawConnection {
 public:
  explicit RawConnection(std::uint16_t port) : socket_{socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error{"no connection"};
  }
  ~RawConnection() { close(socket_); }
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  void write(std::string_view text) const {
    (void)send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
  }
  /// Reads until `end` has been seen (empty: never) or the peer closes.
  [[nodiscard]] std::string read_until(std::string_view end) const {
    std::string text;
    char byte = 0;
    while ((end.empty() || text.find(end) == std::string::npos) && recv(socket_, &byte, 1, 0) == 1)
      text += byte;
    return text;
  }
  /// Nothing has come, and the peer has not closed.
  [[nodiscard]] bool is_open_and_silent() const {
    char byte = 0;
    return recv(socket_, &byte, 1, MSG_DONTWAIT) == -1 && (errno == EAGAIN || errno == EWOULDBLOCK);
  }
  [[nodiscard]] std::string read_all() const { return read_until({}); }

 private:
  int socket_;
};

HttpResponse echo(const ServerRequest& request) {
  HttpResponse response;
  response.status = 200;
  response.body = to_body("<" + request.target + ">");
  return response;
}

std::unique_ptr<HttpServer> started(HttpHandler handler, HttpServer::Limits limits = {}) {
  auto server = *HttpServer::create(0, std::move(handler), limits);
  server->start();
  return server;
}

TEST(HttpServer, AnswersSeveralRequestsOnOneConnection) {
  const auto server = started(&echo);
  const RawConnection connection{server->port()};
  connection.write("GET /one HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_TRUE(connection.read_until("</one>").starts_with("HTTP/1.1 200 OK\r\n"));
  connection.write("GET /two HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(connection.read_all().ends_with("</two>"));
}

TEST(HttpServer, RefusesABodyOverItsLimitAndCloses) {
  const auto server = started(&echo, {.body_bytes_max = 10});
  const RawConnection connection{server->port()};
  connection.write("POST / HTTP/1.1\r\nContent-Length: 11\r\n\r\nhello world");
  EXPECT_TRUE(connection.read_all().starts_with("HTTP/1.1 413 "));
}

TEST(HttpServer, RefusesAHeaderOverItsLimitAndCloses) {
  const auto server = started(&echo, {.header_bytes_max = 200});
  const RawConnection connection{server->port()};
  connection.write("GET / HTTP/1.1\r\nX-Long: " + std::string(300, 'x') + "\r\n\r\n");
  EXPECT_TRUE(connection.read_all().starts_with("HTTP/1.1 431 "));
}

TEST(HttpServer, AnswersNonsenseWithABadRequest) {
  const auto server = started(&echo);
  const RawConnection connection{server->port()};
  connection.write("not http at all\r\n\r\n");
  EXPECT_TRUE(connection.read_all().starts_with("HTTP/1.1 400 "));
}

TEST(HttpServer, ClosesAnIdleConnection) {
  const auto server = started(&echo, {.idle_timeout = core::Duration::milliseconds(30)});
  EXPECT_EQ(RawConnection{server->port()}.read_all(), "");
}

TEST(HttpServer, ClosesConnectionsBeyondItsLimit) {
  const auto server = started(&echo, {.connections_max = 1});
  const RawConnection first{server->port()};
  first.write("GET /one HTTP/1.1\r\n\r\n");
  ASSERT_NE(first.read_until("</one>"), "");
  EXPECT_EQ(RawConnection{server->port()}.read_all(), "");
}

TEST(HttpServer, TurnsAnExceptionIntoAServerError) {
  const auto server =
      started([](const ServerRequest&) -> HttpResponse { throw std::runtime_error{"fault"}; });
  const RawConnection connection{server->port()};
  connection.write("GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
  const auto answer = connection.read_all();
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 500 "));
  EXPECT_EQ(answer.find("fault"), std::string::npos);
}

TEST(HttpServer, DropsTheConnectionWhenTheHandlerHasNoAnswer) {
  const auto server = started([](const ServerRequest&) { return std::nullopt; });
  const RawConnection connection{server->port()};
  connection.write("GET / HTTP/1.1\r\n\r\n");
  EXPECT_EQ(connection.read_all(), "");
}

TEST(HttpServer, CutsAnAnswerInTheMiddleOnDemand) {
  const auto server = started([](const ServerRequest& request) {
    ServerAnswer answer{echo(request)};
    answer.delivery = ServerAnswer::Delivery::cut;
    return answer;
  });
  const RawConnection connection{server->port()};
  connection.write("GET /12345 HTTP/1.1\r\n\r\n");
  const auto text = connection.read_all();
  EXPECT_NE(text.find("Content-Length: 8\r\n"), std::string::npos);
  EXPECT_TRUE(text.ends_with("\r\n\r\n</12")) << text;
}

TEST(HttpServer, WithholdsAnAnswerOnDemandAndServesOthersMeanwhile) {
  const auto server = started([](const ServerRequest& request) {
    ServerAnswer answer{echo(request)};
    if (request.target == "/never") answer.delivery = ServerAnswer::Delivery::withheld;
    return answer;
  });
  const RawConnection silent{server->port()};
  silent.write("GET /never HTTP/1.1\r\n\r\n");
  const RawConnection other{server->port()};
  other.write("GET /other HTTP/1.1\r\n\r\n");
  EXPECT_NE(other.read_until("</other>"), "");
  EXPECT_TRUE(silent.is_open_and_silent());
}

TEST(HttpServer, AnswersLateOnDemandWithoutHoldingUpOthers) {
  const auto server = started([](const ServerRequest& request) {
    ServerAnswer answer{echo(request)};
    if (request.target == "/late") answer.delay = core::Duration::hours(1);
    if (request.target == "/soon") answer.delay = core::Duration::milliseconds(1);
    return answer;
  });
  const RawConnection late{server->port()};
  late.write("GET /late HTTP/1.1\r\n\r\n");
  const RawConnection soon{server->port()};
  soon.write("GET /soon HTTP/1.1\r\n\r\n");
  EXPECT_NE(soon.read_until("</soon>"), "");
  EXPECT_TRUE(late.is_open_and_silent());
}

TEST(HttpServer, SaysThatAPortIsTaken) {
  const auto first = started(&echo);
  const auto second = HttpServer::create(first->port(), &echo);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "net.listen_failed");
}

TEST(HttpServer, RunsInTheCallersThreadUntilStopped) {
  const auto server = *HttpServer::create(0, &echo);
  std::thread runner{[&] { server->run(); }};
  const RawConnection connection{server->port()};
  connection.write("GET /x HTTP/1.1\r\n\r\n");
  EXPECT_NE(connection.read_until("</x>"), "");
  server->stop();
  runner.join();
}

}  // namespace
}  // namespace atb::net
