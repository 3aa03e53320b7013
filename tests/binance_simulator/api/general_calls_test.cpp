#include "binance_simulator/api/general_calls.h"

#include <gtest/gtest.h>

#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

TEST(GeneralCalls, AnswerAsBinanceDoes) {
  test::Stage stage;
  EXPECT_EQ(stage.get("ping"), Json::object());
  EXPECT_EQ(stage.get("time")["serverTime"], stage.now.ms());
  const auto info = stage.get("exchangeInfo?symbol=BTCUSDT");
  EXPECT_EQ(info["symbols"][0]["symbol"], "BTCUSDT");
  EXPECT_EQ(info["rateLimits"].size(), 4U);
  EXPECT_EQ(stage.get("exchangeInfo?symbols=%5B%22BTCUSDT%22%5D")["symbols"].size(), 1U);
}

TEST(GeneralCalls, RefuseWhatTheyDoNotKnow) {
  test::Stage stage;
  EXPECT_EQ(stage.get("exchangeInfo?symbol=XY")["code"], -1121);
  EXPECT_EQ(stage.get("ping?x=1")["code"], -1104);
  EXPECT_EQ(stage.get("referencePrice?symbol=BTCUSDT")["code"], -2043);
}

}  // namespace
}  // namespace atb::binance_simulator
