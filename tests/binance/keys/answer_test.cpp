#include "binance/keys/answer.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::binance {
namespace {

net::HttpResponse answer(int status, std::string_view body) {
  net::HttpResponse response;
  response.status = status;
  response.body = net::to_body(body);
  return response;
}

struct Row {
  int status;
  std::string_view body;
  std::string_view code;
  core::ErrorKind kind;
};

class RefusedAnswer : public testing::TestWithParam<Row> {};

TEST_P(RefusedAnswer, IsNamedWithItsCause) {
  const auto judged = judge_answer(answer(GetParam().status, GetParam().body), "the account");
  ASSERT_FALSE(judged.has_value());
  EXPECT_EQ(judged.error().code, GetParam().code);
  EXPECT_EQ(judged.error().kind, GetParam().kind);
  EXPECT_NE(judged.error().message.find("the account"), std::string::npos);
}

using core::ErrorKind;
INSTANTIATE_TEST_SUITE_P(
    Codes, RefusedAnswer,
    testing::Values(
        Row{401, R"({"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."})",
            "binance.key_refused", ErrorKind::not_authorised},
        Row{401, R"({"code":-2014,"msg":"API-key format invalid."})", "binance.key_malformed",
            ErrorKind::settings},
        Row{400, R"({"code":-1022,"msg":"Signature for this request is not valid."})",
            "binance.signature_refused", ErrorKind::settings},
        Row{400, R"({"code":-1021,"msg":"Timestamp for this request is outside."})",
            "binance.clock", ErrorKind::temporary},
        Row{400, R"({"code":-9999,"msg":"new"})", "binance.refused", ErrorKind::internal},
        Row{404, "<html>not here</html>", "binance.not_offered", ErrorKind::not_found},
        Row{403, "<html>WAF</html>", "binance.location_refused", ErrorKind::not_authorised},
        Row{451, "", "binance.location_refused", ErrorKind::not_authorised},
        Row{429, R"({"code":-1003,"msg":"Too many requests"})", "binance.unreachable",
            ErrorKind::temporary},
        Row{418, "", "binance.unreachable", ErrorKind::temporary},
        Row{502, "<html>", "binance.unreachable", ErrorKind::temporary},
        Row{200, "not json", "binance.answer_malformed", ErrorKind::internal}));

TEST(JudgeAnswer, GivesTheJsonOfASuccess) {
  EXPECT_EQ(judge_answer(answer(200, R"({"serverTime":7})"), "its time")->at("serverTime"), 7);
}

TEST(JudgeAnswer, NamesTheWaitThatBinanceAsksFor) {
  auto response = answer(429, "{}");
  response.headers.add("Retry-After", "17");
  EXPECT_NE(judge_answer(response, "x").error().advice.find("17 s"), std::string::npos);
}

TEST(JudgeAnswer, RepeatsOneBoundedLineOfWhatBinanceSaid) {
  const std::string longer(500, 'x');
  const auto judged =
      judge_answer(answer(400, R"({"code":-1,"msg":"a\nb)" + longer + R"("})"), "x");
  EXPECT_EQ(judged.error().message.find('\n'), std::string::npos);
  EXPECT_LT(judged.error().message.size(), 300U);
}

struct Broken final : net::HttpTransport {
  core::Error error;
  core::Result<net::HttpResponse> send(const net::HttpRequest&) override {
    return tl::unexpected<core::Error>(error);
  }
};

TEST(CallBinance, CallsANetworkFailureUnreachableAndKeepsARefusal) {
  Broken transport;
  transport.error = {ErrorKind::temporary, "net.connect_failed", "nobody there", ""};
  EXPECT_EQ(call_binance(transport, {}, "x").error().code, "binance.unreachable");
  transport.error = {ErrorKind::refused, "net.tls_untrusted", "not trusted", ""};
  EXPECT_EQ(call_binance(transport, {}, "x").error().code, "net.tls_untrusted");
}

}  // namespace
}  // namespace atb::binance
