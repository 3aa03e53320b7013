#include "binance_simulator/session/user_event_json.h"

#include <gtest/gtest.h>

#include "binance/messages/user_events.h"
#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

TEST(UserEventJson, IsReadByOurOwnGateway) {
  test::Stage stage;
  std::vector<std::string> kinds;
  stage.world.listen([&](const exchange::ExchangeEvents& events) {
    for (const auto& event : events) {
      const auto told = user_event(event, TimeUnit::ms);
      if (!told || told->account != 0) continue;
      const auto parsed = binance::parse_user_event(told->json.dump(), binance::TimeUnit::ms);
      ASSERT_TRUE(parsed) << parsed.error().message << told->json.dump();
      EXPECT_FALSE(std::holds_alternative<binance::UnknownEvent>(*parsed));
      kinds.push_back(told->json["e"].get<std::string>());
    }
  });
  stage.limit("BUY", "0.01", "101", "&newClientOrderId=mine");
  EXPECT_EQ(kinds, (std::vector<std::string>{"executionReport", "executionReport",
                                             "outboundAccountPosition"}));
}

TEST(UserEventJson, ACancelCarriesBothIds) {
  test::Stage stage;
  Json last;
  stage.world.listen([&](const exchange::ExchangeEvents& events) {
    for (const auto& event : events)
      if (const auto told = user_event(event, TimeUnit::ms); told && told->json.contains("x"))
        last = told->json;
  });
  stage.limit("BUY", "0.01", "50", "&newClientOrderId=mine");
  EXPECT_EQ(last["c"], "mine");
  EXPECT_EQ(last["C"], "");
  stage.call("DELETE", "order", "symbol=BTCUSDT&origClientOrderId=mine&newClientOrderId=request");
  EXPECT_EQ(last["x"], "CANCELED");
  EXPECT_EQ(last["c"], "request");
  EXPECT_EQ(last["C"], "mine");
}

}  // namespace
}  // namespace atb::binance_simulator
