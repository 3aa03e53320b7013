#include "statistics/win_rate.h"

#include <array>

#include <gtest/gtest.h>

namespace atb::statistics {
namespace {

TEST(WinRate, CountsOnlyProfitsAboveZero) {
  EXPECT_DOUBLE_EQ(*win_rate(std::array{1.0, 0.0, -1.0, 2.0}), 0.5);
  EXPECT_FALSE(win_rate({}));
}

}  // namespace
}  // namespace atb::statistics
