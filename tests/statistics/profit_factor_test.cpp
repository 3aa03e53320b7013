#include "statistics/profit_factor.h"

#include <array>

#include <gtest/gtest.h>

namespace atb::statistics {
namespace {

TEST(ProfitFactor, IsWinsOverLosses) {
  EXPECT_DOUBLE_EQ(*profit_factor(std::array{3.0, -1.0, 1.0, -1.0, 0.0}), 2);
}

TEST(ProfitFactor, IsAbsentWithoutALosingTrade) {
  EXPECT_FALSE(profit_factor({}));
  EXPECT_FALSE(profit_factor(std::array{1.0, 0.0}));
}

}  // namespace
}  // namespace atb::statistics
