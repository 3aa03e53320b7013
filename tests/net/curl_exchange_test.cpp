#include "net/curl_exchange.h"

#include <memory>

#include <curl/curl.h>
#include <gtest/gtest.h>

#include "net/http_server.h"

namespace atb::net {
namespace {

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

Handle new_handle() {
  EXPECT_TRUE(start_curl());
  return {curl_easy_init(), &curl_easy_cleanup};
}

HttpRequest request_to(const HttpServer& server) {
  HttpRequest request;
  request.method = "POST";
  request.url = "http://127.0.0.1:" + std::to_string(server.port()) + "/order";
  request.body = to_body("body");
  return request;
}

std::unique_ptr<HttpServer> echo_server() {
  auto server = *HttpServer::create(0, [](const ServerRequest& request) {
    HttpResponse response;
    response.status = 201;
    response.body = request.body;
    return response;
  });
  server->start();
  return server;
}

TEST(CurlExchange, TellsFromWhenOnTheRequestMayHaveLeft) {
  const auto server = echo_server();
  const auto request = request_to(*server);
  const auto handle = new_handle();
  const auto exchange = *CurlExchange::prepare(handle.get(), request, {});
  EXPECT_FALSE(exchange->request_started());

  const auto code = curl_easy_perform(handle.get());

  EXPECT_TRUE(exchange->request_started());
  const auto response = exchange->finish(code);
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->status, 201);
  EXPECT_EQ(as_text(response->body), "body");
}

TEST(CurlExchange, NamesAFailureByWhetherTheRequestHadStarted) {
  const auto server = echo_server();
  const auto request = request_to(*server);
  const auto handle = new_handle();
  auto exchange = *CurlExchange::prepare(handle.get(), request, {});
  EXPECT_EQ(exchange->finish(CURLE_OPERATION_TIMEDOUT).error().code, codes::kConnectTimeout);
  exchange.reset();
  exchange = *CurlExchange::prepare(handle.get(), request, {});
  (void)curl_easy_perform(handle.get());
  EXPECT_EQ(exchange->finish(CURLE_OPERATION_TIMEDOUT).error().code, codes::kAnswerTimeout);
}

TEST(CurlExchange, RefusesBeforeSendingWhatIsUnsafe) {
  const auto handle = new_handle();
  HttpRequest request;
  request.url = "http://192.0.2.1/";
  EXPECT_EQ(CurlExchange::prepare(handle.get(), request, {}).error().code, codes::kHttpRefused);
  request.url = "https://192.0.2.1/";
  request.headers.add("X-Bad", "a\nb");
  EXPECT_EQ(CurlExchange::prepare(handle.get(), request, {}).error().code, codes::kHeaderMalformed);
}

}  // namespace
}  // namespace atb::net
