#include "statistics/moments.h"

#include <gtest/gtest.h>

namespace atb::statistics {
namespace {

TEST(Moments, AreTheTextbookNumbers) {
  const std::vector<double> values{2, 4, 4, 4, 5, 5, 7, 9};
  EXPECT_DOUBLE_EQ(*mean(values), 5);
  EXPECT_NEAR(*sample_deviation(values), 2.13808993529939, 1e-12);
}

TEST(Moments, AreAbsentWhereTheyAreNotDefined) {
  EXPECT_FALSE(mean({}));
  const std::vector<double> one{1};
  EXPECT_FALSE(sample_deviation(one));
  EXPECT_TRUE(returns(one).empty());
}

TEST(Moments, TurnValuesIntoRelativeChanges) {
  const std::vector<double> values{100, 110, 99};
  const auto changes = returns(values);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_NEAR(changes[0], 0.1, 1e-12);
  EXPECT_NEAR(changes[1], -0.1, 1e-12);
}

}  // namespace
}  // namespace atb::statistics
