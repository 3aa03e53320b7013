#include "net/http_connection.h"

#include <stdexcept>
#include <string>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "net/http_server.h"
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

TEST(HttpConnection, AnswersSeveralRequestsOnOneConnection) {
  const auto server = started(&echo);
  const RawConnection connection{server->port()};
  connection.write("GET /one HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_TRUE(connection.read_until("</one>").starts_with("HTTP/1.1 200 OK\r\n"));
  connection.write("GET /two HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(connection.read_all().ends_with("</two>"));
}

TEST(HttpConnection, RefusesABodyOverItsLimitAndCloses) {
  const auto server = started(&echo, {.body_bytes_max = 10});
  const RawConnection connection{server->port()};
  connection.write("POST / HTTP/1.1\r\nContent-Length: 11\r\n\r\nhello world");
  EXPECT_TRUE(connection.read_all().starts_with("HTTP/1.1 413 "));
}

TEST(HttpConnection, RefusesAHeaderOverItsLimitAndCloses) {
  const auto server = started(&echo, {.header_bytes_max = 200});
  const RawConnection connection{server->port()};
  connection.write("GET / HTTP/1.1\r\nX-Long: " + std::string(300, 'x') + "\r\n\r\n");
  EXPECT_TRUE(connection.read_all().starts_with("HTTP/1.1 431 "));
}

TEST(HttpConnection, AnswersNonsenseWithABadRequest) {
  const auto server = started(&echo);
  const RawConnection connection{server->port()};
  connection.write("not http at all\r\n\r\n");
  EXPECT_TRUE(connection.read_all().starts_with("HTTP/1.1 400 "));
}

TEST(HttpConnection, ClosesAnIdleConnection) {
  const auto server = started(&echo, {.idle_timeout = core::Duration::milliseconds(30)});
  EXPECT_EQ(RawConnection{server->port()}.read_all(), "");
}

TEST(HttpConnection, DropsTheConnectionWhenTheHandlerHasNoAnswer) {
  const auto server = started([](const ServerRequest&) { return std::nullopt; });
  const RawConnection connection{server->port()};
  connection.write("GET / HTTP/1.1\r\n\r\n");
  EXPECT_EQ(connection.read_all(), "");
}

TEST(HttpConnection, CutsAnAnswerInTheMiddleOnDemand) {
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

TEST(HttpConnection, WithholdsAnAnswerOnDemandAndServesOthersMeanwhile) {
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

TEST(HttpConnection, AnswersLateOnDemandWithoutHoldingUpOthers) {
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

}  // namespace
}  // namespace atb::net
