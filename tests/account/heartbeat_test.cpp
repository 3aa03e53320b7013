#include "account/heartbeat.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::account {
namespace {

nlohmann::json status(bool healthy) {
  return {{"healthy", healthy},
          {"environment", "production"},
          {"pair", "BTCUSDT"},
          {"state", "close-only"}};
}

TEST(Heartbeat, IsOneForTheEnvironment) {
  const auto data = heartbeat_data(status(true), "production", false).value();
  ASSERT_EQ(data.size(), 1U);
  EXPECT_EQ(data[0].metric, "Heartbeat");
  EXPECT_EQ(data[0].value, 1);
  ASSERT_EQ(data[0].dimensions.size(), 1U);
  EXPECT_EQ(data[0].dimensions[0].second, "production");
}

TEST(Heartbeat, IsAlsoOfThePairWhenAsked) {
  const auto data = heartbeat_data(status(true), "production", true).value();
  ASSERT_EQ(data.size(), 2U);
  ASSERT_EQ(data[1].dimensions.size(), 2U);
  EXPECT_EQ(data[1].dimensions[1].second, "BTCUSDT");
}

TEST(Heartbeat, StopsWhenTheBotIsNotHealthy) {
  const auto data = heartbeat_data(status(false), "production", false);
  ASSERT_FALSE(data);
  EXPECT_EQ(data.error().code, "heartbeat.unhealthy");
  EXPECT_NE(data.error().message.find("close-only"), std::string::npos);
}

TEST(Heartbeat, NeverSpeaksForAnotherEnvironment) {
  EXPECT_EQ(heartbeat_data(status(true), "staging", false).error().code,
            "heartbeat.other_environment");
}

TEST(Heartbeat, TakesNoAnswerThatLacksAField) {
  for (const char* field : {"healthy", "environment", "pair"}) {
    auto lacking = status(true);
    lacking.erase(field);
    EXPECT_EQ(heartbeat_data(lacking, "production", true).error().code, "heartbeat.malformed")
        << field;
  }
  EXPECT_FALSE(heartbeat_data(nlohmann::json::array(), "production", false));
}

}  // namespace
}  // namespace atb::account
