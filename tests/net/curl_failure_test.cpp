#include "net/curl_failure.h"

#include <curl/curl.h>
#include <gtest/gtest.h>

#include "net/http.h"

namespace atb::net {
namespace {

TEST(CurlFailure, TellsATimeOutBeforeSendingFromOneAfter) {
  const auto before = to_error({.curl_code = CURLE_OPERATION_TIMEDOUT, .host = "h"});
  const auto after =
      to_error({.curl_code = CURLE_OPERATION_TIMEDOUT, .host = "h", .request_started = true});
  EXPECT_TRUE(certainly_not_sent(before));
  EXPECT_FALSE(certainly_not_sent(after));
  EXPECT_TRUE(is_time_out(before));
  EXPECT_TRUE(is_time_out(after));
}

TEST(CurlFailure, RefusesAnUntrustedCertificateInsteadOfCallingItTemporary) {
  const auto error = to_error({.curl_code = CURLE_PEER_FAILED_VERIFICATION, .host = "h"});
  EXPECT_EQ(error.code, codes::kTlsUntrusted);
  EXPECT_EQ(error.kind, core::ErrorKind::refused);
  EXPECT_TRUE(certainly_not_sent(error));
}

TEST(CurlFailure, TreatsAnUnknownFailureAfterTheStartAsPerhapsSent) {
  const auto error =
      to_error({.curl_code = CURLE_RECV_ERROR, .host = "h", .request_started = true});
  EXPECT_EQ(error.code, codes::kConnectionLost);
  EXPECT_FALSE(certainly_not_sent(error));
  EXPECT_NE(error.advice.find("may have taken effect"), std::string::npos);
}

TEST(CurlFailure, NamesTheHostThatDoesNotResolve) {
  const auto error = to_error({.curl_code = CURLE_COULDNT_RESOLVE_HOST, .host = "sts.nowhere"});
  EXPECT_EQ(error.code, codes::kResolveFailed);
  EXPECT_NE(error.message.find("sts.nowhere"), std::string::npos);
}

TEST(CurlFailure, NamesTheProxyThatDoesNotResolveAndNotTheHost) {
  const auto error =
      to_error({.curl_code = CURLE_COULDNT_RESOLVE_PROXY, .host = "sts.aws", .proxy = "p:3128"});
  EXPECT_NE(error.message.find("p:3128"), std::string::npos);
  EXPECT_EQ(error.message.find("sts.aws"), std::string::npos);
  EXPECT_NE(error.advice.find("HTTPS_PROXY"), std::string::npos);
}

TEST(CurlFailure, SuspectsTheProxyOnlyBeforeTheRequestWasWritten) {
  for (const int code : {CURLE_COULDNT_CONNECT, CURLE_OPERATION_TIMEDOUT}) {
    const auto before = to_error({.curl_code = code, .host = "h", .proxy = "p:1"});
    const auto after =
        to_error({.curl_code = code, .host = "h", .proxy = "p:1", .request_started = true});
    EXPECT_NE(before.advice.find("p:1"), std::string::npos);
    EXPECT_EQ(after.advice.find("p:1"), std::string::npos);
  }
}

}  // namespace
}  // namespace atb::net
