#include "net/async_http/async_http.h"

#include <optional>
#include <set>

#include <gtest/gtest.h>

#include "net/support/certificates.h"
#include "net/support/loop_world.h"

namespace atb::net {
namespace {

using core::Duration;

/// A server on the client's loop that writes down what it is asked.
class World {
 public:
  explicit World(AsyncHttp::Options options = {}, std::optional<ServerTls> tls = {}) {
    server = *WebServer::create(loop, {.on_request =
                                           [this](const ServerRequest& request, HttpReply reply) {
                                             requests.push_back(request.method + request.target);
                                             connections.insert(request.remote_address);
                                             std::function{handler}(request, std::move(reply));
                                           },
                                       .tls = std::move(tls)});
    http = std::make_unique<AsyncHttp>(loop, std::move(options));
  }
  [[nodiscard]] HttpRequest request(std::string method, const std::string& target = "/") const {
    HttpRequest request;
    request.method = std::move(method);
    request.url = "http://127.0.0.1:" + std::to_string(server->port()) + target;
    return request;
  }
  /// Sends and runs until the answer.
  HttpOutcome ask(HttpRequest request) {
    std::optional<HttpOutcome> outcome;
    http->send(std::move(request), [&](HttpOutcome answer) {
      outcome = std::move(answer);
      loop.stop();
    });
    EXPECT_FALSE(outcome) << "called back from within send";
    EXPECT_TRUE(test::run(loop));
    return outcome ? std::move(*outcome) : HttpOutcome{};
  }
  static void echo(const ServerRequest& request, HttpReply reply) {
    HttpResponse response;
    response.status = 200;
    response.headers.add("X-MBX-USED-WEIGHT-1M", "7");
    response.body = to_body(request.method + " " + std::string{as_text(request.body)});
    reply.send(std::move(response));
  }

  EventLoop loop;
  std::function<void(const ServerRequest&, HttpReply)> handler = &echo;
  std::vector<std::string> requests;
  std::set<std::string> connections;
  std::vector<HttpReply> kept;  ///< requests that are never answered
  std::unique_ptr<WebServer> server;
  std::unique_ptr<AsyncHttp> http;
};

void expect_failure(const HttpOutcome& outcome, std::string_view code, bool may_have_left) {
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().error.code, code);
  EXPECT_EQ(outcome.error().request_may_have_left, may_have_left);
  EXPECT_EQ(certainly_not_sent(outcome.error().error), !may_have_left);
}

TEST(AsyncHttp, SendsARequestAndTellsStatusHeadersAndBody) {
  World world;
  auto request = world.request("POST", "/api/v3/order?symbol=BTCUSDT");
  request.body = to_body("body");
  const auto outcome = world.ask(std::move(request));
  ASSERT_TRUE(outcome) << outcome.error().error.message;
  EXPECT_EQ(outcome->status, 200);
  EXPECT_EQ(outcome->headers.find("x-mbx-used-weight-1m"), "7");
  EXPECT_EQ(as_text(outcome->body), "POST body");
  EXPECT_EQ(world.requests, std::vector<std::string>{"POST/api/v3/order?symbol=BTCUSDT"});
}

TEST(AsyncHttp, UsesAConnectionThatWasWarmedUpAgainAndAgain) {
  World world;
  world.http->warm_up(world.request("GET", "/api/v3/ping").url,
                      [&](const HttpOutcome&) { world.loop.stop(); });
  ASSERT_TRUE(test::run(world.loop));
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(world.ask(world.request("POST")));
  EXPECT_EQ(world.requests.size(), 6U);
  EXPECT_EQ(world.connections.size(), 1U);
}

/// The kept connection dies under the second request, as when a server's idle timeout and a
/// request cross: libcurl would send it again on a new connection.
TEST(AsyncHttp, NeverWritesARequestTwiceWhenAKeptConnectionDies) {
  for (const auto* method : {"POST", "DELETE", "PUT", "GET"}) {
    World world;
    ASSERT_TRUE(world.ask(world.request("GET", "/first")));
    world.handler = [](const ServerRequest&, HttpReply reply) { reply.drop(); };
    expect_failure(world.ask(world.request(method, "/order")), codes::kConnectionLost, true);
    EXPECT_EQ(world.requests,
              (std::vector<std::string>{"GET/first", std::string{method} + "/order"}));
    world.handler = &World::echo;
    EXPECT_TRUE(world.ask(world.request("GET", "/after"))) << "and goes on";
  }
}

TEST(AsyncHttp, NeverWritesARequestTwiceWhenAKeptConnectionIsReset) {
  World world;
  ASSERT_TRUE(world.ask(world.request("GET", "/first")));
  world.handler = [](const ServerRequest&, HttpReply reply) { reply.reset(); };
  expect_failure(world.ask(world.request("POST", "/order")), codes::kConnectionLost, true);
  EXPECT_EQ(world.requests.size(), 2U);
}

TEST(AsyncHttp, TakesANewConnectionForOneThatEndedWhileItWasIdle) {
  World world;
  ASSERT_TRUE(world.ask(world.request("GET")));
  const auto port = world.server->port();
  auto options = WebServer::Options{.port = port, .on_request = &World::echo};
  world.server.reset();
  world.server = *WebServer::create(world.loop, std::move(options));
  EXPECT_TRUE(world.ask(world.request("POST")));
}

TEST(AsyncHttp, KnowsWhatCannotHaveLeft) {
  World world;
  auto elsewhere = world.request("POST");
  elsewhere.url = "https://127.0.0.1:" + std::to_string(world.server->port()) + "/";
  expect_failure(world.ask(std::move(elsewhere)), codes::kTlsFailed, false);
  elsewhere = world.request("POST");
  elsewhere.url = "https://no-such-host.invalid/";
  expect_failure(world.ask(std::move(elsewhere)), codes::kResolveFailed, false);
  elsewhere = world.request("POST");
  elsewhere.url = "http://192.0.2.1/";
  expect_failure(world.ask(std::move(elsewhere)), codes::kHttpRefused, false);
  elsewhere = world.request("POST");
  elsewhere.headers.add("X-MBX-APIKEY", "a\r\nb");
  expect_failure(world.ask(std::move(elsewhere)), codes::kHeaderMalformed, false);
  EXPECT_TRUE(world.requests.empty());
  elsewhere = world.request("POST");
  world.server.reset();
  expect_failure(world.ask(std::move(elsewhere)), codes::kConnectFailed, false);
}

TEST(AsyncHttp, TrustsOnlyItsAuthorityAndTheHostsOwnName) {
  const test::Authority authority;
  World world{{.transport = {.ca_bundle = authority.certificate_file()}},
              authority.issue("DNS:localhost", 2)};
  auto request = world.request("POST");
  const auto port = std::to_string(world.server->port());
  request.url = "https://localhost:" + port + "/";
  EXPECT_TRUE(world.ask(std::move(request)));
  request = world.request("POST");
  request.url = "https://127.0.0.1:" + port + "/";
  expect_failure(world.ask(std::move(request)), codes::kTlsUntrusted, false);
  EXPECT_EQ(world.requests.size(), 1U);
}

TEST(AsyncHttp, CallsASilentServerPerhapsSent) {
  World world;
  world.handler = [&](const ServerRequest&, HttpReply reply) {
    world.kept.push_back(std::move(reply));
  };
  auto request = world.request("POST");
  request.total_timeout = Duration::milliseconds(300);
  expect_failure(world.ask(std::move(request)), codes::kAnswerTimeout, true);
  EXPECT_EQ(world.requests.size(), 1U);
}

TEST(AsyncHttp, CallsAnAnswerThatIsCutOrTooLargePerhapsSent) {
  World world;
  world.handler = [](const ServerRequest&, HttpReply reply) {
    HttpResponse response;
    response.status = 200;
    response.body = to_body(std::string(1'000, 'x'));
    ServerAnswer answer{std::move(response)};
    answer.delivery = ServerAnswer::Delivery::cut;
    reply.send(std::move(answer));
  };
  expect_failure(world.ask(world.request("POST")), codes::kConnectionLost, true);
  auto request = world.request("POST");
  request.response_bytes_max = 100;
  expect_failure(world.ask(std::move(request)), codes::kAnswerTooLarge, true);
}

TEST(AsyncHttp, AnswersManyAtATimeOverABoundedNumberOfConnections) {
  constexpr int kRequests = 50;
  World world{{.connections_max = 3, .waiting_max = kRequests}};
  int answered = 0;
  for (int i = 0; i < kRequests; ++i) {
    auto request = world.request("POST", "/" + std::to_string(i));
    request.body = to_body(std::to_string(i));
    world.http->send(std::move(request), [&, i](const HttpOutcome& outcome) {
      EXPECT_EQ(outcome ? as_text(outcome->body) : "failed", "POST " + std::to_string(i));
      if (++answered == kRequests) world.loop.stop();
    });
  }
  EXPECT_EQ(world.http->pending(), static_cast<std::size_t>(kRequests));
  ASSERT_TRUE(test::run(world.loop));
  EXPECT_EQ(world.http->pending(), 0U);
  EXPECT_EQ(world.requests.size(), static_cast<std::size_t>(kRequests));
  EXPECT_EQ(world.connections.size(), 3U);
}

/// One connection, taken by a request that is never answered.
struct BusyWorld : World {
  BusyWorld() : World{{.connections_max = 1, .waiting_max = 1}} {
    handler = [this](const ServerRequest&, HttpReply reply) {
      kept.push_back(std::move(reply));
      loop.stop();
    };
    first = http->send(request("POST", "/first"), [](const HttpOutcome&) { FAIL(); });
    EXPECT_TRUE(test::run(loop));
  }
  AsyncHttp::RequestId first{};
};

TEST(AsyncHttp, CountsTheWaitForAConnectionIntoTheTimeAllowed) {
  BusyWorld world;
  auto request = world.request("POST", "/second");
  request.total_timeout = Duration::milliseconds(20);
  expect_failure(world.ask(std::move(request)), codes::kConnectTimeout, false);
  EXPECT_EQ(world.requests, std::vector<std::string>{"POST/first"});
}

TEST(AsyncHttp, RefusesMoreThanMayWait) {
  BusyWorld world;
  world.http->send(world.request("POST"), [](const HttpOutcome&) { FAIL(); });
  const auto outcome = world.ask(world.request("POST"));
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().error.code, codes::kTooManyRequests);
  EXPECT_FALSE(outcome.error().request_may_have_left);
}

TEST(AsyncHttp, CancelsAndTellsWhetherTheRequestMayHaveLeft) {
  using Cancelled = AsyncHttp::Cancelled;
  BusyWorld world;
  const auto waiting = world.http->send(world.request("POST"), [](const HttpOutcome&) { FAIL(); });
  EXPECT_EQ(world.http->cancel(waiting), Cancelled::not_sent);
  EXPECT_EQ(world.http->cancel(world.first), Cancelled::may_have_left);
  EXPECT_EQ(world.http->cancel(world.first), Cancelled::no_such_request);
  world.handler = &World::echo;
  EXPECT_TRUE(world.ask(world.request("POST"))) << "the connection's place is free again";
}

TEST(AsyncHttp, SendsFromACallbackAndGoesWithinOne) {
  World world;
  world.http->send(world.request("POST", "/1"), [&](const HttpOutcome&) {
    world.http->send(world.request("POST", "/2"), [&](const HttpOutcome&) {
      world.http->send(world.request("POST", "/3"), [](const HttpOutcome&) { FAIL(); });
      world.http.reset();
      world.loop.stop();
    });
  });
  ASSERT_TRUE(test::run(world.loop));
  EXPECT_EQ(world.requests, (std::vector<std::string>{"POST/1", "POST/2"}));
}

}  // namespace
}  // namespace atb::net
