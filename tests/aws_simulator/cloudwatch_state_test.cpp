#include "aws_simulator/cloudwatch_state.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/service_calls.h"

namespace atb::aws_simulator {
namespace {

TEST(CloudWatchState, TakesBackWhatItGave) {
  MetricStore metrics;
  AlarmBook book;
  const MetricKey key{"us-east-1", "bot", "Age", {{"E", "staging"}}};
  metrics.add(key, sample_of(2.5, testing::test_time(), "Seconds"));
  Alarm alarm;
  alarm.name = "old";
  alarm.rule.metric = key;
  alarm.rule.period = core::Duration::minutes(1);
  book.put(alarm, testing::test_time());
  book.set_state("us-east-1", "old", AlarmState::alarm, "test", testing::test_time());

  MetricStore metrics_again;
  AlarmBook book_again;
  load_cloudwatch(save_cloudwatch(metrics, book), metrics_again, book_again);
  EXPECT_EQ(save_cloudwatch(metrics_again, book_again), save_cloudwatch(metrics, book));
  const auto* const loaded = book_again.find("us-east-1", "old");
  ASSERT_NE(loaded, nullptr);
  EXPECT_EQ(loaded->state, AlarmState::alarm);
  EXPECT_EQ(loaded->rule.period, core::Duration::minutes(1));
  EXPECT_EQ(metrics_again.all().at(key).front().sum, 2.5);
}

TEST(CloudWatchState, ThrowsForSomethingElse) {
  MetricStore metrics;
  AlarmBook book;
  EXPECT_THROW(load_cloudwatch({{"metrics", 7}}, metrics, book), nlohmann::json::exception);
}

}  // namespace
}  // namespace atb::aws_simulator
