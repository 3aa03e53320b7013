#include "net/http_server.h"

#include <stdexcept>
#include <string>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "net/support/raw_connection.h"

namespace atb::net {
namespace {

using test::RawConnection;

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
