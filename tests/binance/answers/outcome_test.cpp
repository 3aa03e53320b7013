#include "binance/answers/outcome.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::binance {
namespace {

constexpr std::string_view kPlaced =
    R"({"symbol":"BTCUSDT","orderId":28,"orderListId":-1,"clientOrderId":"atb1",)"
    R"("transactTime":1507725176595,"price":"0.00000000","origQty":"10.00000000",)"
    R"("executedQty":"10.00000000","cummulativeQuoteQty":"10.00000000","status":"FILLED",)"
    R"("timeInForce":"GTC","type":"MARKET","side":"SELL","fills":[]})";

Outcome<OrderReport> judged(int status, std::string_view body) {
  return judge_order({status, body, std::nullopt}, TimeUnit::ms);
}
template <class Part>
bool is(const Outcome<OrderReport>& outcome) {
  return std::holds_alternative<Part>(outcome);
}
Unknown::Why why(const Outcome<OrderReport>& outcome) {
  return std::get<Unknown>(outcome).why;
}

TEST(Outcome, ASuccessThatCanBeReadIsExecuted) {
  const auto outcome = judged(200, kPlaced);
  ASSERT_TRUE(is<OrderReport>(outcome));
  EXPECT_EQ(std::get<OrderReport>(outcome).order_id, 28);
}

TEST(Outcome, ASuccessThatCannotBeReadIsUnknown) {
  for (const auto* const body : {"", "{", "[]", R"({"symbol":"BTCUSDT"})", "<html>"})
    EXPECT_EQ(why(judged(200, body)), Unknown::Why::unreadable) << body;
}

TEST(Outcome, FiveHundredsAreUnknownWhateverTheySay) {
  for (const int status : {500, 502, 503, 504, 599})
    for (const auto* const body :
         {"<html>Bad Gateway</html>", "", R"({"code":-1008,"msg":"Server is busy"})",
          R"({"code":-2010,"msg":"Account has insufficient balance for requested action."})"})
      EXPECT_EQ(why(judged(status, body)), Unknown::Why::server) << status << body;
}

TEST(Outcome, CodesOfDoubtAreUnknownUnderAnyStatus) {
  for (const int status : {400, 403, 429, 418, 408})
    for (const int code : {-1000, -1001, -1006, -1007}) {
      const auto body = R"({"code":)" + std::to_string(code) + R"(,"msg":"x"})";
      EXPECT_TRUE(is<Unknown>(judged(status, body))) << status << body;
    }
}

TEST(Outcome, ARejectionIsRefusedWithItsAction) {
  const auto outcome = judged(400, R"({"code":-1013,"msg":"Filter failure: LOT_SIZE"})");
  ASSERT_TRUE(is<Refused>(outcome));
  EXPECT_EQ(std::get<Refused>(outcome).code, -1013);
  EXPECT_EQ(std::get<Refused>(outcome).action, Action::refresh_rules);
}

TEST(Outcome, ADuplicateIsMostLikelyThisOrder) {
  EXPECT_EQ(why(judged(400, R"({"code":-2010,"msg":"Duplicate order sent."})")),
            Unknown::Why::duplicate);
}

TEST(Outcome, AClientErrorWithoutACodeIsUnknown) {
  EXPECT_EQ(why(judged(404, "not found")), Unknown::Why::unreadable);
  EXPECT_EQ(why(judged(409, R"({"code":-2021,"msg":"half"})")), Unknown::Why::said_so);
}

TEST(Outcome, LimitsAndFirewallTurnAwayBeforeAnything) {
  for (const int status : {403, 418, 429}) {
    const auto outcome = judged(status, "<html>blocked</html>");
    ASSERT_TRUE(is<Refused>(outcome)) << status;
    EXPECT_EQ(std::get<Refused>(outcome).action, Action::back_off);
  }
}

TEST(Outcome, RetryAfterIsATimeFromTheHeaderOrTheBody) {
  net::HttpResponse response{429, {}, net::to_body("{}")};
  response.headers.add("Retry-After", "7");
  const auto now = core::Timestamp::from_ms(1'000'000);
  EXPECT_EQ(reply_of(response, now).retry_at, now + core::Duration::seconds(7));
  const auto outcome = judged(
      418, R"({"code":-1003,"msg":"banned","data":{"serverTime":1,"retryAfter":1659142907531}})");
  EXPECT_EQ(std::get<Refused>(outcome).retry_at, core::Timestamp::from_ms(1'659'142'907'531));
}

TEST(Outcome, ARetryAfterThatIsNoNumberIsNone) {
  for (const auto* const text : {"", "soon", "-1", "7.5", "Wed, 21 Oct 2026 07:28:00 GMT"}) {
    net::HttpResponse response{429, {}, {}};
    response.headers.add("Retry-After", text);
    EXPECT_EQ(reply_of(response, {}).retry_at, std::nullopt) << text;
  }
}

TEST(Outcome, AContradictionOfTheWebSocketApiIsUnknown) {
  ApiAnswer answer;
  answer.status = 200;
  answer.failed = true;
  answer.body = R"({"code":-2010,"msg":"x"})";
  EXPECT_TRUE(is<Unknown>(judge_order(reply_of(answer), TimeUnit::ms)));
  answer.status = 400;
  EXPECT_TRUE(is<Refused>(judge_order(reply_of(answer), TimeUnit::ms)));
  answer.failed = false;
  EXPECT_TRUE(is<Unknown>(judge_order(reply_of(answer), TimeUnit::ms)));
}

TEST(Outcome, AFailureIsRefusedOnlyWhenNothingLeft) {
  const core::Error error{core::ErrorKind::temporary, "net.connect_failed", "no connection", ""};
  EXPECT_TRUE(std::holds_alternative<Refused>(judge_failure(error, false)));
  EXPECT_EQ(std::get<Unknown>(judge_failure(error, true)).why, Unknown::Why::no_answer);
}

RC_GTEST_PROP(Outcome, NoRefusalIsEverMadeOfAServerError, ()) {
  const auto status = *rc::gen::inRange(500, 600);
  const auto code = *rc::gen::inRange(-2100, 0);
  const auto body = R"({"code":)" + std::to_string(code) + R"(,"msg":"Duplicate order sent."})";
  RC_ASSERT(is<Unknown>(judged(status, body)));
}

RC_GTEST_PROP(Outcome, NothingButAnOrdersReportIsExecuted, (const std::string& body)) {
  const auto status = *rc::gen::inRange(100, 600);
  RC_ASSERT(!is<OrderReport>(judged(status, body)));
}

TEST(Outcome, DoubtsHaveNames) {
  EXPECT_EQ(name_of(Unknown::Why::no_answer), "no_answer");
  EXPECT_EQ(name_of(Unknown::Why::duplicate), "duplicate");
}

}  // namespace
}  // namespace atb::binance
