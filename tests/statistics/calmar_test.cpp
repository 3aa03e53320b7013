#include "statistics/calmar.h"

#include <gtest/gtest.h>

namespace atb::statistics {
namespace {

TEST(Calmar, IsGrowthOverDrawdown) {
  EXPECT_DOUBLE_EQ(*calmar(0.3, 0.15), 2);
}

TEST(Calmar, IsAbsentWithoutGrowthOrDrawdown) {
  EXPECT_FALSE(calmar(std::nullopt, 0.1));
  EXPECT_FALSE(calmar(0.3, 0));
}

}  // namespace
}  // namespace atb::statistics
