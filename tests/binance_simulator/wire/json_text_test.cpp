#include "binance_simulator/wire/json_text.h"

#include <gtest/gtest.h>

namespace atb::binance_simulator {
namespace {

TEST(JsonText, MoneyHasEightDecimals) {
  EXPECT_EQ(fixed(core::Int128{0}), "0.00000000");
  EXPECT_EQ(fixed(core::parse_price("52000.1").value()), "52000.10000000");
  EXPECT_EQ(fixed(core::Int128{-1}), "-0.00000001");
}

TEST(JsonText, TimesAreInTheUnitThatWasAskedFor) {
  const auto time = core::Timestamp::from_us(1'700'000'000'123'456);
  EXPECT_EQ(number_of(time, TimeUnit::ms), 1'700'000'000'123);
  EXPECT_EQ(number_of(time, TimeUnit::us), 1'700'000'000'123'456);
}

TEST(JsonText, CodesHaveTheirStatus) {
  EXPECT_EQ(status_of(-2015), 401);
  EXPECT_EQ(status_of(-1003), 429);
  EXPECT_EQ(status_of(-2021), 409);
  EXPECT_EQ(status_of(-1121), 400);
}

}  // namespace
}  // namespace atb::binance_simulator
