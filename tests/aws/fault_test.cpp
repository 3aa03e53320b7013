#include "aws/fault.h"

#include <gtest/gtest.h>

namespace atb::aws {
namespace {

Fault decoded(std::string_view body, int status = 400, net::Headers headers = {}) {
  net::HttpResponse response;
  response.status = status;
  response.headers = std::move(headers);
  response.body = net::to_body(body);
  return decode_fault(response);
}

TEST(Fault, ReadsTheCodeBetweenHashAndColon) {
  EXPECT_EQ(decoded(R"({"__type":"ResourceNotFoundException"})").code, "ResourceNotFoundException");
  EXPECT_EQ(decoded(R"({"__type":"com.amazonaws#Throttling:http://x/y#z"})").code, "Throttling");
  EXPECT_EQ(decoded(R"({"__type":"a#b#C"})").code, "C");
}

TEST(Fault, AcceptsBothSpellingsOfTheMessage) {
  EXPECT_EQ(decoded(R"({"__type":"X","message":"small"})").message, "small");
  EXPECT_EQ(decoded(R"({"__type":"X","Message":"large"})").message, "large");
}

TEST(Fault, ReadsTheXmlOfAQueryService) {
  const auto fault = decoded(
      "<ErrorResponse "
      "xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>Sender</Type>"
      "<Code>NoSuchEntity</Code><Message>The role &quot;r&quot;\nhunter2</Message></Error>"
      "<RequestId>r-7</RequestId></ErrorResponse>",
      404);
  EXPECT_EQ(fault.code, "NoSuchEntity");
  EXPECT_EQ(fault.message, "The role \"r\"");
  EXPECT_EQ(fault.request_id, "r-7");
  EXPECT_EQ(decoded("<ErrorResponse/>", 500).code, "500");
  EXPECT_EQ(decoded("<ErrorResponse><Error>", 503).code, "503");
}

TEST(Fault, FallsBackToTheStatus) {
  EXPECT_EQ(decoded("<html>", 502).code, "502");
  EXPECT_EQ(decoded("", 403).code, "403");
  EXPECT_EQ(decoded("[1]", 400).code, "400");
  EXPECT_EQ(decoded(R"({"__type":7,"message":null})", 400).code, "400");
}

TEST(Fault, PrefersTheQueryErrorHeaderAndKeepsTheRequestId) {
  const auto fault = decoded(R"({"__type":"New"})", 400,
                             {{"x-amzn-query-error", "Old;Sender"}, {"x-amzn-RequestId", "r-1"}});
  EXPECT_EQ(fault.code, "Old");
  EXPECT_EQ(fault.request_id, "r-1");
}

TEST(Fault, LeavesOutTheLinesThatRepeatTheSignedHeaders) {
  const auto fault = decoded(
      R"({"__type":"InvalidSignatureException","message":"It does not match.\n\nx-amz-security-token:hunter2"})");
  EXPECT_EQ(fault.message, "It does not match.");
}

TEST(Fault, BoundsWhatAStrangerMaySay) {
  const auto fault = decoded(R"({"__type":")" + std::string(9'999, 'x') + R"(","message":")" +
                             std::string(9'999, 'y') + R"("})");
  EXPECT_LE(fault.code.size(), 100U);
  EXPECT_LE(fault.message.size(), 400U);
}

TEST(Fault, TellsLoadFromQuotaAndMistake) {
  EXPECT_TRUE(is_throttling({.status = 400, .code = "ThrottlingException"}));
  EXPECT_TRUE(is_throttling({.status = 429, .code = "429"}));
  EXPECT_TRUE(is_retryable({.status = 503, .code = "503"}));
  EXPECT_TRUE(is_retryable({.status = 400, .code = "RequestTimeout"}));
  EXPECT_FALSE(is_retryable({.status = 400, .code = "LimitExceededException"}));
  EXPECT_FALSE(is_retryable({.status = 400, .code = "AccessDeniedException"}));
  EXPECT_FALSE(is_retryable({.status = 501, .code = "501"}));
}

TEST(Fault, KnowsAKeyWhoseTimeIsOver) {
  EXPECT_TRUE(is_expired_key({.status = 400, .code = "ExpiredTokenException"}));
  EXPECT_TRUE(is_expired_key({.status = 403, .code = "ExpiredToken"}));
  EXPECT_FALSE(is_expired_key({.status = 403, .code = "InvalidClientTokenId"}));
}

TEST(Fault, SuspectsTheClockOnlyWhereItCanBeTheCause) {
  EXPECT_EQ(clock_suspicion({.status = 400, .code = "RequestExpired"}), ClockSuspicion::surely);
  EXPECT_EQ(clock_suspicion({.status = 400, .code = "InvalidSignatureException"}),
            ClockSuspicion::perhaps);
  EXPECT_EQ(clock_suspicion({.status = 400, .code = "AccessDeniedException"}),
            ClockSuspicion::none);
}

}  // namespace
}  // namespace atb::aws
