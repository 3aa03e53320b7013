#include "binance_simulator/api/call.h"

#include <gtest/gtest.h>

namespace atb::binance_simulator {
namespace {

TEST(Calls, AreFoundOnBothRoads) {
  const auto* const rest = find_rest_call("POST", "/api/v3/order");
  ASSERT_NE(rest, nullptr);
  EXPECT_EQ(find_method("order.place"), rest);
  EXPECT_EQ(find_method("v3/order.place"), rest);
  EXPECT_EQ(rest->security, Security::trade);
  EXPECT_EQ(find_rest_call("PATCH", "/api/v3/order"), nullptr);
  EXPECT_EQ(find_method(""), nullptr);
  EXPECT_TRUE(is_known_path("/api/v3/order"));
  EXPECT_FALSE(is_known_path("/api/v3/orders"));
}

}  // namespace
}  // namespace atb::binance_simulator
