#include "aws_simulator/alarm_book.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/service_calls.h"

namespace atb::aws_simulator {
namespace {

using testing::test_time;

struct Watched {
  MetricStore metrics;
  AlarmBook book;
  Alarm alarm;

  Watched() {
    alarm.name = "denied";
    alarm.rule.metric = {"us-east-1", "bot", "Denied", {}};
    alarm.rule.statistic = "Sum";
    alarm.rule.comparison = "GreaterThanThreshold";
    alarm.rule.treat_missing = "notBreaching";
    alarm.alarm_actions = {"arn:aws:sns:us-east-1:123456789012:pager"};
    book.put(alarm, test_time());
  }
  [[nodiscard]] AlarmState state() const { return book.find("us-east-1", "denied")->state; }
  void denial() { metrics.add(alarm.rule.metric, sample_of(1, test_time(), "None")); }
};

TEST(AlarmBook, TellsEachTargetWhenAnAlarmFires) {
  Watched watched;
  EXPECT_EQ(watched.state(), AlarmState::insufficient_data);
  watched.denial();
  watched.book.evaluate(watched.metrics, test_time(), true);
  EXPECT_EQ(watched.state(), AlarmState::alarm);
  ASSERT_EQ(watched.book.notifications().size(), 1U);
  EXPECT_EQ(watched.book.notifications()[0].target, watched.alarm.alarm_actions[0]);
  watched.book.evaluate(watched.metrics, test_time(), true);
  EXPECT_EQ(watched.book.notifications().size(), 1U);
}

TEST(AlarmBook, JudgesOncePerMinute) {
  Watched watched;
  watched.denial();
  watched.book.evaluate(watched.metrics, test_time(), false);
  EXPECT_EQ(watched.state(), AlarmState::insufficient_data);
  watched.book.evaluate(watched.metrics, test_time() + core::Duration::minutes(1), false);
  EXPECT_EQ(watched.state(), AlarmState::alarm);
}

TEST(AlarmBook, OverwritingKeepsTheState) {
  Watched watched;
  watched.denial();
  watched.book.evaluate(watched.metrics, test_time(), true);
  watched.alarm.rule.threshold = 7;
  watched.book.put(watched.alarm, test_time());
  EXPECT_EQ(watched.state(), AlarmState::alarm);
  EXPECT_EQ(watched.book.find("us-east-1", "denied")->rule.threshold, 7);
}

TEST(AlarmBook, ASetStateStandsUntilTheNextJudgement) {
  Watched watched;
  EXPECT_TRUE(
      watched.book.set_state("us-east-1", "denied", AlarmState::alarm, "test", test_time()));
  EXPECT_EQ(watched.book.notifications().size(), 1U);
  watched.book.evaluate(watched.metrics, test_time(), false);
  EXPECT_EQ(watched.state(), AlarmState::alarm);
  watched.book.evaluate(watched.metrics, test_time() + core::Duration::minutes(1), false);
  EXPECT_EQ(watched.state(), AlarmState::ok);
  EXPECT_FALSE(watched.book.set_state("us-east-1", "none", AlarmState::ok, "test", test_time()));
}

TEST(AlarmBook, DisabledActionsTellNobodyButTheHistory) {
  Watched watched;
  watched.alarm.actions_enabled = false;
  watched.book.put(watched.alarm, test_time());
  watched.book.set_state("us-east-1", "denied", AlarmState::alarm, "test", test_time());
  EXPECT_TRUE(watched.book.notifications().empty());
  EXPECT_EQ(watched.book.history().back().type, "StateUpdate");
  watched.book.remove("us-east-1", "denied");
  EXPECT_EQ(watched.book.find("us-east-1", "denied"), nullptr);
}

}  // namespace
}  // namespace atb::aws_simulator
