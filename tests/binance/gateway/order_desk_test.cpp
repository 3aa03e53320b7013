#include "binance/gateway/order_desk.h"

#include <gtest/gtest.h>

#include "binance/gateway/theatre.h"

namespace atb::binance {
namespace {

/// What the desk reports of one order.
struct Story {
  std::string doubt;  ///< why, or nothing
  std::string fate;   ///< executed, refused, not_placed
};

class Desk : public ::testing::Test, public test::Theatre {
 protected:
  Story place(const std::string& id = "atb1") {
    Story story;
    OrderDesk::Told told;
    told.in_doubt = [&](const Unknown& why) { story.doubt = name_of(why.why); };
    told.done = [&](const OrderDesk::Fate& fate) {
      story.fate = std::holds_alternative<OrderReport>(fate) ? "executed"
                   : std::holds_alternative<Refused>(fate)   ? "refused"
                                                             : "not_placed";
    };
    EXPECT_TRUE(desk->place(order(id), Purpose::trade, told));
    run_until([&] { return !story.fate.empty(); });
    EXPECT_EQ(desk->in_doubt(), 0U);
    return story;
  }
  Story place_with(const std::string& fields) {
    fault(R"([{"call":"POST /api/v3/order",)" + fields + "}]");
    return place();
  }
  static constexpr const char* kTimeout =
      R"("status":504,"code":-1007,"msg":"Timeout waiting for response from backend server.")";
};

TEST_F(Desk, WithoutAFaultAnOrderIsExecuted) {
  const auto story = place();
  EXPECT_EQ(story.doubt, "");
  EXPECT_EQ(story.fate, "executed");
}

TEST_F(Desk, ExecutedWithoutAnAnswerIsFoundAndNeverSentAgain) {
  for (const auto* const effect : {"executed_drop", "cut"}) {
    const auto before = placed();
    fault(std::string{R"([{"call":"POST /api/v3/order","effect":")"} + effect + R"("}])");
    const auto story = place(effect);
    EXPECT_EQ(story.doubt, "no_answer") << effect;
    EXPECT_EQ(story.fate, "executed") << effect;
    EXPECT_EQ(placed(), before + 1) << effect;
  }
}

TEST_F(Desk, NotExecutedWithoutAnAnswerIsCertainOnlyLater) {
  const auto began = now;
  const auto story = place_with(R"("effect":"drop")");
  EXPECT_EQ(story.doubt, "no_answer");
  EXPECT_EQ(story.fate, "not_placed");
  EXPECT_GE(now - began, core::Duration::seconds(20));
  EXPECT_EQ(placed(), 0U);
}

TEST_F(Desk, ATimeoutOfTheExchangeMayMeanEither) {
  auto story = place_with(std::string{R"("effect":"executed",)"} + kTimeout);
  EXPECT_EQ(story.doubt, "server");
  EXPECT_EQ(story.fate, "executed");
  EXPECT_EQ(placed(), 1U);
  fault(std::string{R"([{"call":"POST /api/v3/order","effect":"answer",)"} + kTimeout + "}]");
  story = place("atb2");
  EXPECT_EQ(story.fate, "not_placed");
  EXPECT_EQ(placed(), 1U);
}

TEST_F(Desk, HtmlOfTheEdgeIsUnknownFrom502AndARefusalFrom403) {
  auto story = place_with(R"("effect":"executed","status":502,"body":"<html>Bad Gateway</html>")");
  EXPECT_EQ(story.doubt, "server");
  EXPECT_EQ(story.fate, "executed");
  fault(
      R"([{"call":"POST /api/v3/order","effect":"answer","status":403,"body":"<html>WAF</html>"}])");
  story = place("atb2");
  EXPECT_EQ(story.doubt, "");
  EXPECT_EQ(story.fate, "refused");
}

TEST_F(Desk, CodesOfDoubtAreDoubts) {
  for (const auto* const code : {"-1000", "-1006", "-1007"}) {
    fault(std::string{R"([{"call":"POST /api/v3/order","effect":"answer","status":400,"code":)"} +
          code + R"(,"msg":"?"}])");
    const auto story = place(std::string{"atb"} + code);
    EXPECT_EQ(story.doubt, "said_so") << code;
    EXPECT_EQ(story.fate, "not_placed") << code;
  }
}

TEST_F(Desk, ABusyServerIsUnknown) {
  const auto story = place_with(R"("effect":"answer","status":503,"code":-1008,"msg":"busy")");
  EXPECT_EQ(story.doubt, "server");
  EXPECT_EQ(story.fate, "not_placed");
}

TEST_F(Desk, ARefusalIsARefusal) {
  NewOrder large = order("big");
  large.type = OrderType::limit;
  large.price = core::parse_price("90").value();
  large.quantity = core::parse_quantity("100").value();
  std::optional<int> code;
  OrderDesk::Told told;
  told.done = [&](const OrderDesk::Fate& fate) { code = std::get<Refused>(fate).code; };
  EXPECT_TRUE(desk->place(large, Purpose::trade, told));
  run_until([&] { return code.has_value(); });
  EXPECT_EQ(code, -2010);
}

TEST_F(Desk, QueriesThatLagDoNotMakeAnOrderDisappear) {
  step = core::Duration::microseconds(100);  // as fast as the queries, which wait in real time
  fault(R"([{"call":"POST /api/v3/order","effect":"executed_drop"},
    {"call":"GET /api/v3/order","effect":"answer","status":400,"code":-2013,
     "msg":"Order does not exist.","times":3}])");
  const auto story = place();
  EXPECT_EQ(story.doubt, "no_answer");
  EXPECT_EQ(placed(), 1U);
  EXPECT_EQ(story.fate, "executed");
}

TEST_F(Desk, ARequestThatCameTooLateWasNotExecutedAndIsSignedAnewOnce) {
  // 200 ms are ten seconds of the exchange's time here, with a window of five.
  const auto story = place_with(R"("effect":"late","delay_ms":200)");
  EXPECT_EQ(story.doubt, "");
  EXPECT_EQ(story.fate, "executed");
  EXPECT_EQ(placed(), 1U);
}

TEST_F(Desk, ARevokedKeyIsARefusal) {
  EXPECT_EQ(place("first").fate, "executed");
  hub->revoke(std::string{binance_simulator::kExampleKey});
  EXPECT_EQ(place("second").fate, "refused");
}

TEST_F(Desk, AnIdIsUsedOnce) {
  OrderDesk::Told told;
  bool done = false;
  told.done = [&](const OrderDesk::Fate&) { done = true; };
  EXPECT_TRUE(desk->place(order("same"), Purpose::trade, told));
  EXPECT_EQ(desk->place(order("same"), Purpose::trade, {}).error().code, "binance.client_order_id");
  run_until([&] { return done; });
}

}  // namespace
}  // namespace atb::binance
