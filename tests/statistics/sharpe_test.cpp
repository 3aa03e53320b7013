#include "statistics/sharpe.h"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

namespace atb::statistics {
namespace {

TEST(Sharpe, IsMeanOverSampleDeviationTimesTheRootOfTheYear) {
  const std::array returns{0.01, -0.02, 0.03};
  // mean 1/150, sample deviation 0.0251661147842358
  EXPECT_NEAR(*sharpe(returns, 365), 0.00666666666666667 / 0.0251661147842358 * std::sqrt(365.0),
              1e-9);
}

TEST(Sharpe, IsAbsentWithoutTwoReturnsOrVariation) {
  EXPECT_FALSE(sharpe({}, 365));
  EXPECT_FALSE(sharpe(std::array{0.01}, 365));
  EXPECT_FALSE(sharpe(std::array{0.5, 0.5, 0.5}, 365));
}

}  // namespace
}  // namespace atb::statistics
