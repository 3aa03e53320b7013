#include "binance_simulator/api/sapi_calls.h"

#include <gtest/gtest.h>

#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

TEST(SapiCalls, TellTheRightsOfTheKey) {
  test::Stage stage;
  const auto rights = stage.call("GET", "/sapi/v1/account/apiRestrictions");
  EXPECT_EQ(rights["enableSpotAndMarginTrading"], true);
  EXPECT_EQ(rights["enableWithdrawals"], false);
  EXPECT_EQ(rights["ipRestrict"], false);
}

TEST(SapiCalls, TellWhatClientsAskForFirst) {
  test::Stage stage;
  EXPECT_EQ(stage.call("GET", "/sapi/v1/capital/config/getall").size(), 2U);
  EXPECT_EQ(stage.call("GET", "/sapi/v1/asset/tradeFee")[0]["takerCommission"], "0.001");
  EXPECT_EQ(stage.get("/sapi/v1/system/status")["msg"], "normal");
  EXPECT_EQ(stage.call("GET", "/sapi/v1/margin/allPairs").size(), 0U);
}

}  // namespace
}  // namespace atb::binance_simulator
