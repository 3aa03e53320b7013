#include "binance/messages/replace_report.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

TEST(ReplaceReport, IsReadFromASuccessAndFromAnErrorsData) {
  const std::string halves =
      R"({"cancelResult":"SUCCESS","newOrderResult":"FAILURE","cancelResponse":{"a":1},)"
      R"("newOrderResponse":{"code":-2010,"msg":"x"}})";
  for (const auto& body : {halves, R"({"code":-2021,"msg":"y","data":)" + halves + "}"}) {
    const auto report = parse_replace(body);
    ASSERT_TRUE(report) << body;
    EXPECT_EQ(report->cancel_result, "SUCCESS");
    EXPECT_EQ(report->cancel_body, R"({"a":1})");
    EXPECT_EQ(report->order_body, R"({"code":-2010,"msg":"x"})");
  }
}

TEST(ReplaceReport, WithoutHalvesIsNone) {
  for (const auto* const body :
       {"", "[]", "{}", R"({"data":null})", R"({"cancelResult":"SUCCESS"})"})
    EXPECT_FALSE(parse_replace(body)) << body;
}

}  // namespace
}  // namespace atb::binance
