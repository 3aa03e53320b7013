#include "binance/messages/error_body.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

TEST(ErrorBody, HoldsCodeAndText) {
  const auto error = parse_error_body(R"({"code":-1121,"msg":"Invalid symbol."})");
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, -1121);
  EXPECT_EQ(error->text, "Invalid symbol.");
}

TEST(ErrorBody, MayTellWhenToComeBack) {
  const auto error =
      parse_error_body(R"({"code":-1003,"msg":"x","data":{"retryAfter":1659142907531}})");
  EXPECT_EQ(error->retry_after, core::Timestamp::from_ms(1'659'142'907'531));
}

TEST(ErrorBody, TextIsOneBoundedLine) {
  const auto error = parse_error_body(R"({"code":-1,"msg":"a\nb)" + std::string(500, 'x') + "\"}");
  EXPECT_EQ(error->text.size(), 200U);
  EXPECT_EQ(error->text.substr(0, 4), "a bx");
}

TEST(ErrorBody, AnythingElseIsNone) {
  for (const auto* const body : {"", "<html>", "[]", "1", "{}", R"({"code":0})", R"({"code":200})",
                                 R"({"code":"-1"})", R"({"code":-99999999999})", "{\"code\":-1"})
    EXPECT_FALSE(parse_error_body(body)) << body;
}

}  // namespace
}  // namespace atb::binance
