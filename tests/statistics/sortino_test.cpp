#include "statistics/sortino.h"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

namespace atb::statistics {
namespace {

TEST(Sortino, DividesByTheDownsideOverAllReturns) {
  const std::array returns{0.01, -0.02, 0.04};
  const double downside = std::sqrt(0.02 * 0.02 / 3);
  EXPECT_NEAR(*sortino(returns, 365), 0.01 * std::sqrt(365.0) / downside, 1e-9);
}

TEST(Sortino, IsAbsentWithoutALoss) {
  EXPECT_FALSE(sortino(std::array{0.01, 0.02}, 365));
  EXPECT_FALSE(sortino({}, 365));
}

}  // namespace
}  // namespace atb::statistics
