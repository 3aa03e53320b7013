#include "net/http_message.h"

#include <gtest/gtest.h>

namespace atb::net {
namespace {

namespace http = boost::beast::http;

TEST(HttpMessage, TakesOverARequestWhole) {
  http::request<ServerBody> message{http::verb::put, "/path?q", 11};
  message.insert("X-One", "1");
  message.body() = to_body("body");
  const auto request = to_request(std::move(message));
  EXPECT_EQ(request.method, "PUT");
  EXPECT_EQ(request.target, "/path?q");
  EXPECT_EQ(request.headers.find("x-one"), "1");
  EXPECT_EQ(as_text(request.body), "body");
}

TEST(HttpMessage, SaysHowLongTheBodyIsAlsoToAHead) {
  HttpResponse answer;
  answer.status = 404;
  answer.headers.add("X-One", "1");
  answer.body = to_body("body");
  const auto message = to_message(std::move(answer), 11, true, true);
  EXPECT_EQ(message.result_int(), 404U);
  EXPECT_EQ(message["X-One"], "1");
  EXPECT_EQ(message["Content-Length"], "4");
  EXPECT_TRUE(message.body().empty());
  EXPECT_TRUE(message.keep_alive());
}

}  // namespace
}  // namespace atb::net
