#include "binance_simulator/api/limit_json.h"

#include <gtest/gtest.h>

namespace atb::binance_simulator {
namespace {

TEST(LimitJson, EachRoadHasItsList) {
  const auto rest = limit_rules(standard_limits(), false).dump();
  EXPECT_NE(rest.find("RAW_REQUESTS"), std::string::npos);
  EXPECT_EQ(rest.find("CONNECTIONS"), std::string::npos);
  const auto websocket = limit_rules(standard_limits(), true).dump();
  EXPECT_NE(websocket.find("CONNECTIONS"), std::string::npos);
}

TEST(LimitJson, StatesHaveTheirCount) {
  const auto states = limit_states({{standard_limits()[0], 7}});
  EXPECT_EQ(states[0]["count"], 7);
  EXPECT_EQ(states[0]["interval"], "MINUTE");
}

}  // namespace
}  // namespace atb::binance_simulator
