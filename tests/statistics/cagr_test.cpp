#include "statistics/cagr.h"

#include <gtest/gtest.h>

namespace atb::statistics {
namespace {

TEST(Cagr, IsTheYearlyGrowthThatCompoundsToTheResult) {
  EXPECT_NEAR(*cagr(100, 121, 730), 0.1, 1e-12);
  EXPECT_NEAR(*cagr(100, 50, 365), -0.5, 1e-12);
}

TEST(Cagr, IsAbsentWhereItIsNotDefined) {
  EXPECT_FALSE(cagr(0, 100, 365));
  EXPECT_FALSE(cagr(100, 110, 0));
  EXPECT_FALSE(cagr(100, -1, 365));
  EXPECT_FALSE(cagr(1, 1e6, 1e-3));  // beyond a double
}

}  // namespace
}  // namespace atb::statistics
