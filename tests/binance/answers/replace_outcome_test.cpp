#include "binance/answers/replace_outcome.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

const std::string kReport =
    R"({"symbol":"BTCUSDT","orderId":9,"orderListId":-1,"clientOrderId":"c","transactTime":1,)"
    R"("price":"1.00000000","origQty":"1.00000000","executedQty":"0.00000000",)"
    R"("cummulativeQuoteQty":"0.00000000","status":"NEW","timeInForce":"GTC","type":"LIMIT",)"
    R"("side":"BUY"})";
const std::string kError = R"({"code":-2011,"msg":"Unknown order sent."})";

std::string halves(const std::string& cancel, const std::string& cancel_body,
                   const std::string& order, const std::string& order_body) {
  return R"({"cancelResult":")" + cancel + R"(","newOrderResult":")" + order +
         R"(","cancelResponse":)" + cancel_body + R"(,"newOrderResponse":)" + order_body + "}";
}
std::string failed(int code, const std::string& data) {
  return R"({"code":)" + std::to_string(code) + R"(,"msg":"x","data":)" + data + "}";
}
ReplaceOutcome judged(int status, const std::string& body) {
  return judge_replace({status, body, std::nullopt}, TimeUnit::ms);
}

TEST(ReplaceOutcome, BothHalvesDone) {
  const auto outcome = judged(200, halves("SUCCESS", kReport, "SUCCESS", kReport));
  EXPECT_TRUE(std::holds_alternative<OrderReport>(outcome.cancel));
  EXPECT_TRUE(std::holds_alternative<OrderReport>(outcome.order));
}

TEST(ReplaceOutcome, CancelledButNotPlaced) {
  const auto refused = R"({"code":-2010,"msg":"Account has insufficient balance."})";
  const auto outcome = judged(409, failed(-2021, halves("SUCCESS", kReport, "FAILURE", refused)));
  EXPECT_TRUE(std::holds_alternative<OrderReport>(outcome.cancel));
  EXPECT_EQ(std::get<Refused>(outcome.order).code, -2010);
}

TEST(ReplaceOutcome, NeitherTried) {
  const auto outcome =
      judged(400, failed(-2022, halves("FAILURE", kError, "NOT_ATTEMPTED", "null")));
  EXPECT_EQ(std::get<Refused>(outcome.cancel).action, Action::query_order);
  EXPECT_TRUE(std::holds_alternative<NotAttempted>(outcome.order));
}

TEST(ReplaceOutcome, AHalfMayBeInDoubt) {
  const auto doubt = R"({"code":-1007,"msg":"Timeout."})";
  const auto outcome = judged(409, failed(-2021, halves("SUCCESS", kReport, "FAILURE", doubt)));
  EXPECT_TRUE(std::holds_alternative<Unknown>(outcome.order));
}

TEST(ReplaceOutcome, WithoutHalvesBothShareTheOutcome) {
  const auto unknown = judged(504, "<html>");
  EXPECT_TRUE(std::holds_alternative<Unknown>(unknown.cancel));
  EXPECT_TRUE(std::holds_alternative<Unknown>(unknown.order));
  const auto refused = judged(400, R"({"code":-1013,"msg":"Filter failure: LOT_SIZE"})");
  EXPECT_TRUE(std::holds_alternative<Refused>(refused.cancel));
  EXPECT_TRUE(std::holds_alternative<Refused>(refused.order));
  for (const auto& body : {failed(-2021, "{}"), failed(-2022, "null")})
    EXPECT_TRUE(std::holds_alternative<Unknown>(judged(400, body).order)) << body;
  EXPECT_TRUE(std::holds_alternative<Unknown>(judged(200, "{}").cancel));
}

TEST(ReplaceOutcome, AServerErrorIsUnknownWhateverItsHalvesSay) {
  const auto outcome =
      judged(500, failed(-2022, halves("FAILURE", kError, "NOT_ATTEMPTED", "null")));
  EXPECT_TRUE(std::holds_alternative<Unknown>(outcome.cancel));
  EXPECT_TRUE(std::holds_alternative<Unknown>(outcome.order));
}

}  // namespace
}  // namespace atb::binance
