#include "aws_simulator/metric_store.h"

#include <gtest/gtest.h>

namespace atb::aws_simulator {
namespace {

core::Timestamp at(std::int64_t seconds) {
  return core::Timestamp::from_ms(seconds * 1'000);
}

TEST(MetricStore, AggregatesWhatLiesInTheSpan) {
  MetricStore store;
  const MetricKey key{"us-east-1", "bot", "Age", {{"E", "staging"}}};
  for (const int second : {0, 10, 59, 60}) store.add(key, sample_of(second, at(second), "Seconds"));
  const auto total = store.aggregate(key, at(0), at(60), "");
  ASSERT_TRUE(total);
  EXPECT_EQ(statistic(*total, "SampleCount"), 3);
  EXPECT_EQ(statistic(*total, "Sum"), 69);
  EXPECT_EQ(statistic(*total, "Average"), 23);
  EXPECT_EQ(statistic(*total, "Minimum"), 0);
  EXPECT_EQ(statistic(*total, "Maximum"), 59);
  EXPECT_FALSE(statistic(*total, "p99"));
}

TEST(MetricStore, KeepsDimensionsRegionsAndUnitsApart) {
  MetricStore store;
  const MetricKey key{"us-east-1", "bot", "Age", {{"E", "staging"}}};
  store.add(key, sample_of(1, at(0), "Seconds"));
  EXPECT_FALSE(store.aggregate({"us-east-1", "bot", "Age", {}}, at(0), at(60), ""));
  EXPECT_FALSE(store.aggregate({"eu-west-1", "bot", "Age", {{"E", "staging"}}}, at(0), at(60), ""));
  EXPECT_FALSE(store.aggregate(key, at(0), at(60), "Count"));
  EXPECT_TRUE(store.aggregate(key, at(0), at(60), "Seconds"));
}

TEST(MetricStore, LetsTheOldestGo) {
  MetricStore store;
  const MetricKey key{"us-east-1", "bot", "Age", {}};
  for (int i = 0; i <= 100'000; ++i) store.add(key, sample_of(i, at(i), "None"));
  EXPECT_FALSE(store.aggregate(key, at(0), at(1), ""));
  EXPECT_TRUE(store.aggregate(key, at(1), at(2), ""));
}

}  // namespace
}  // namespace atb::aws_simulator
