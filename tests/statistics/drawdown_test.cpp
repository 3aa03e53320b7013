#include "statistics/drawdown.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::statistics {
namespace {

TEST(Drawdown, CountsAFallFromTheVeryFirstValue) {
  Drawdown drawdown;
  for (const double value : {100.0, 80.0, 90.0}) drawdown.add(value);
  EXPECT_DOUBLE_EQ(drawdown.maximum(), 0.2);
  EXPECT_DOUBLE_EQ(drawdown.current(), 0.1);
}

TEST(Drawdown, IsZeroWithoutValues) {
  EXPECT_EQ(Drawdown{}.maximum(), 0);
  EXPECT_EQ(Drawdown{}.current(), 0);
}

RC_GTEST_PROP(Drawdown, EqualsTheWorstOfAllPairs, ()) {
  const auto values =
      *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 1'000)));
  Drawdown drawdown;
  double worst = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    drawdown.add(values[i]);
    for (std::size_t j = 0; j < i; ++j)
      worst = std::max(worst, (values[j] - values[i]) / static_cast<double>(values[j]));
  }
  RC_ASSERT(std::abs(drawdown.maximum() - worst) < 1e-12);
}

}  // namespace
}  // namespace atb::statistics
