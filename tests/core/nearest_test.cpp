#include "core/nearest.h"

#include <gtest/gtest.h>

namespace atb::core {
namespace {

TEST(Nearest, NamesTheWordThatWasMeant) {
  EXPECT_EQ(nearest("backtset", {"data", "backtest"}), "backtest");
  EXPECT_EQ(nearest("TRADING_MOD", {"TRADING_PAIR", "TRADING_MODE"}), "TRADING_MODE");
}

TEST(Nearest, NamesNothingWhenNoWordIsNear) {
  EXPECT_EQ(nearest("fly", {"data", "backtest"}), "");
  EXPECT_EQ(nearest("ab", {"xy"}), "");
  EXPECT_EQ(nearest("", {"data"}), "");
}

}  // namespace
}  // namespace atb::core
