#include "binance_simulator/api/ticker_json.h"

#include <gtest/gtest.h>

namespace atb::binance_simulator {
namespace {

TEST(TickerJson, ChangesHaveThreeDecimals) {
  const auto price = [](const char* text) { return core::parse_price(text).value(); };
  EXPECT_EQ(change_percent(price("100"), price("101.25")), "1.250");
  EXPECT_EQ(change_percent(price("100"), price("99.999")), "-0.001");
  EXPECT_EQ(change_percent({}, price("1")), "0.000");
}

}  // namespace
}  // namespace atb::binance_simulator
