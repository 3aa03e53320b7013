#include "net/curl_transport.h"

#include <atomic>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "net/http_server.h"

namespace atb::net {
namespace {

/// A server that answers as the test says, and its address.
struct World {
  explicit World(HttpHandler handler) : server{*HttpServer::create(0, std::move(handler))} {
    server->start();
  }
  [[nodiscard]] HttpRequest request(std::string method, std::string_view body = {}) const {
    HttpRequest request;
    request.method = std::move(method);
    request.url = fmt::format("http://127.0.0.1:{}/a/../b?q=1", server->port());
    request.body = to_body(body);
    return request;
  }
  std::unique_ptr<HttpServer> server;
  CurlTransport transport;
};

HttpResponse answer(int status, std::string_view body) {
  HttpResponse response;
  response.status = status;
  response.body = to_body(body);
  return response;
}

TEST(CurlTransport, SendsMethodTargetHeadersAndBodyAsTheyAre) {
  World world{[](const ServerRequest& request) {
    auto response = answer(201, fmt::format("{} {} {} {} {}", request.method, request.target,
                                            request.headers.find("x-empty").value_or("missing"),
                                            request.headers.find("x-token").value_or("missing"),
                                            as_text(request.body)));
    response.headers.add("X-Amzn-RequestId", "r-1");
    return response;
  }};
  auto request = world.request("POST", "body");
  request.headers.add("X-Token", "t t");
  request.headers.add("X-Empty", "");

  const auto response = world.transport.send(request);

  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->status, 201);
  EXPECT_EQ(as_text(response->body), "POST /a/../b?q=1  t t body");
  EXPECT_EQ(response->headers.find("x-amzn-requestid"), "r-1");
}

TEST(CurlTransport, AddsNoHeaderThatASignatureWouldMiss) {
  World world{[](const ServerRequest& request) {
    std::string names;
    for (const auto& header : request.headers) names += lower_case(header.name()) + " ";
    return answer(200, names);
  }};
  EXPECT_EQ(as_text(world.transport.send(world.request("POST", "x"))->body),
            "host user-agent content-length ");
}

TEST(CurlTransport, SpeaksEveryMethod) {
  World world{[](const ServerRequest& request) {
    return answer(200, request.method + fmt::format("{}", request.body.size()));
  }};
  for (const auto* method : {"GET", "POST", "PUT", "DELETE"})
    EXPECT_EQ(as_text(world.transport.send(world.request(method))->body),
              std::string{method} + "0");
  EXPECT_EQ(as_text(world.transport.send(world.request("PUT", "abc"))->body), "PUT3");
  EXPECT_EQ(world.transport.send(world.request("HEAD"))->body.size(), 0U);
}

TEST(CurlTransport, ReportsEveryStatusAndFollowsNoRedirect) {
  World world{[](const ServerRequest&) {
    auto response = answer(302, "");
    response.headers.add("Location", "/elsewhere");
    return response;
  }};
  EXPECT_EQ(world.transport.send(world.request("GET"))->status, 302);
}

TEST(CurlTransport, StopsAnAnswerThatIsTooLarge) {
  World world{[](const ServerRequest&) { return answer(200, std::string(1'001, 'x')); }};
  auto request = world.request("GET");
  request.response_bytes_max = 1'001;
  EXPECT_EQ(world.transport.send(request)->body.size(), 1'001U);

  request.response_bytes_max = 1'000;
  const auto refused = world.transport.send(request);

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, codes::kAnswerTooLarge);
}

TEST(CurlTransport, CallsASilentServerPerhapsSent) {
  std::atomic<bool> done = false;
  World world{[&done](const ServerRequest&) {
    while (!done) std::this_thread::yield();
    return answer(200, "");
  }};
  auto request = world.request("POST");
  request.total_timeout = core::Duration::milliseconds(50);

  const auto response = world.transport.send(request);
  done = true;

  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, codes::kAnswerTimeout);
  EXPECT_FALSE(certainly_not_sent(response.error()));
}

TEST(CurlTransport, CallsARefusedConnectionNotSent) {
  HttpRequest request;
  {
    World gone{[](const ServerRequest&) { return answer(200, ""); }};
    request = gone.request("POST", "x");
  }
  CurlTransport transport;

  const auto response = transport.send(request);

  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, codes::kConnectFailed);
  EXPECT_EQ(response.error().kind, core::ErrorKind::temporary);
  EXPECT_TRUE(certainly_not_sent(response.error()));
}

TEST(CurlTransport, RefusesPlainHttpToAnotherMachineBeforeSending) {
  HttpRequest request;
  request.url = "http://192.0.2.1/";
  EXPECT_EQ(CurlTransport{}.send(request).error().code, codes::kHttpRefused);
}

TEST(CurlTransport, SpeaksPlainHttpToTheHostsThatAreNamedAndToNoOther) {
  CurlTransport::Options options;
  options.plain_http_hosts = {"192.0.2.1"};
  CurlTransport transport{options};
  HttpRequest request;
  request.url = "http://192.0.2.2/";
  EXPECT_EQ(transport.send(request).error().code, codes::kHttpRefused);
  request.url = "http://192.0.2.1/";
  request.headers.add("X-Bad", "line\nbreak");  // so that nothing is sent to the network
  EXPECT_EQ(transport.send(request).error().code, codes::kHeaderMalformed);
}

TEST(CurlTransport, RefusesALineBreakInAHeader) {
  World world{[](const ServerRequest&) { return answer(200, ""); }};
  auto request = world.request("GET");
  request.headers.add("X-Amz-Security-Token", "abc\r\nX-Forged: 1");
  const auto response = world.transport.send(request);
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, codes::kHeaderMalformed);
  EXPECT_EQ(response.error().message.find("abc"), std::string::npos);
}

TEST(CurlTransport, CallsAServerWithoutTlsAFailedHandshake) {
  World world{[](const ServerRequest&) { return answer(200, ""); }};
  auto request = world.request("GET");
  request.url = fmt::format("https://127.0.0.1:{}/", world.server->port());
  const auto response = world.transport.send(request);
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, codes::kTlsFailed);
  EXPECT_TRUE(certainly_not_sent(response.error()));
}

/// Answers the first request and drops the connection of each further one, so that the second
/// request meets a kept-alive connection that dies under it.
World dropping_world(std::atomic<int>& seen) {
  return World{[&seen](const ServerRequest&) -> std::optional<HttpResponse> {
    if (++seen == 1) return answer(200, "first");
    return std::nullopt;
  }};
}

TEST(CurlTransport, NeverSendsTwiceWhatMustBeSentOnce) {
  std::atomic<int> seen = 0;
  World world = dropping_world(seen);
  ASSERT_TRUE(world.transport.send(world.request("POST", "x")));
  auto request = world.request("POST", "x");
  request.send_once = true;

  const auto response = world.transport.send(request);

  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, codes::kConnectionLost);
  EXPECT_EQ(seen, 2);
}

TEST(CurlTransport, MayResendOnANewConnectionWhatIsHarmless) {
  std::atomic<int> seen = 0;
  World world = dropping_world(seen);
  ASSERT_TRUE(world.transport.send(world.request("GET")));

  const auto response = world.transport.send(world.request("GET"));

  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, codes::kConnectionLost);
  EXPECT_EQ(seen, 3) << "once on the kept connection, once on a new one";
}

TEST(CurlTransport, SpeaksPlainHttpOnlyToLoopbackAndToHostsThatAreNamed) {
  World world{[](const ServerRequest&) { return answer(200, "key"); }};
  auto request = world.request("GET");
  request.url = "http://169.254.169.254/latest";
  EXPECT_EQ(world.transport.send(request).error().code, codes::kHttpRefused);
  CurlTransport::Options options;
  options.plain_http_hosts = {"169.254.169.254"};
  CurlTransport allowed{options};
  for (const auto* url : {"http://169.254.169.253/", "http://169.254.169.254.example.org/"}) {
    request.url = url;
    EXPECT_EQ(allowed.send(request).error().code, codes::kHttpRefused) << url;
  }
}

TEST(CurlTransport, ReachesThisMachineDirectlyWhateverTheProxy) {
  World world{[](const ServerRequest& request) { return answer(200, request.target); }};
  CurlTransport::Options options;
  options.proxy = "http://u:hunter2@proxy.invalid:1";
  CurlTransport transport{options};
  const auto response = transport.send(world.request("GET"));
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(as_text(response->body), "/a/../b?q=1");
}

TEST(CurlTransport, AsksTheProxyForOtherMachinesAndNamesItWhenItFails) {
  World world{[](const ServerRequest&) { return answer(403, ""); }};
  CurlTransport::Options options;
  options.proxy = fmt::format("http://u:hunter2@127.0.0.1:{}", world.server->port());
  HttpRequest request;
  request.url = "https://aws.invalid/";
  const auto refused = CurlTransport{options}.send(request);
  ASSERT_FALSE(refused);
  EXPECT_TRUE(certainly_not_sent(refused.error()));
  const auto said = refused.error().message + refused.error().advice;
  EXPECT_NE(said.find(fmt::format("127.0.0.1:{}", world.server->port())), std::string::npos)
      << said;
  EXPECT_EQ(said.find("hunter2"), std::string::npos);
  options.proxy = "ftp://u:hunter2@proxy.invalid";
  EXPECT_EQ(CurlTransport{options}.send(request).error().code, codes::kProxyMalformed);
}

}  // namespace
}  // namespace atb::net
