#include "account/alarm_plan.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "secrets/support/build.h"

namespace atb::account {
namespace {

AlarmRequest request() {
  AlarmRequest request;
  request.environment = "staging";
  request.secret_name = "ai-trading-bot/staging";
  request.known_roles = {"arn:aws:iam::123456789012:role/bot"};
  return request;
}

std::vector<std::size_t> positions(const std::vector<SampleEvent>& samples,
                                   bool SampleEvent::*wanted) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < samples.size(); ++i)
    if (samples[i].*wanted) found.push_back(i);
  return found;
}

TEST(AlarmSet, FiresAtTheFirstEventAndNotForSilence) {
  const auto set = alarm_set(request()).value();
  ASSERT_EQ(set.alarms.size(), 3U);
  for (const auto& alarm : set.alarms) {
    EXPECT_EQ(alarm.comparison, "GreaterThanThreshold");
    EXPECT_EQ(alarm.threshold, 0);
    EXPECT_EQ(alarm.evaluation_periods, 1);
    EXPECT_EQ(alarm.period_seconds, 300);
    EXPECT_EQ(alarm.missing_data, "notBreaching");
    EXPECT_EQ(alarm.metric_namespace, kAlarmNamespace);
  }
}

TEST(AlarmSet, WatchesTheMetricsThatItsFiltersCount) {
  const auto set = alarm_set(request()).value();
  for (std::size_t i = 0; i < set.filters.size(); ++i)
    EXPECT_EQ(set.filters[i].metric, set.alarms[i].metric);
}

TEST(AlarmSet, FiresOnTheAbsenceOfTheHeartbeat) {
  auto asked = request();
  asked.heartbeat = true;
  asked.pair = "BTCUSDT";
  const auto alarm = alarm_set(asked).value().alarms.back();
  EXPECT_EQ(alarm.missing_data, "breaching");
  EXPECT_EQ(alarm.period_seconds * alarm.datapoints, 300);
  EXPECT_EQ(alarm.comparison, "LessThanThreshold");
  ASSERT_EQ(alarm.dimensions.size(), 2U);
  EXPECT_EQ(alarm.dimensions[1].second, "BTCUSDT");
}

TEST(AlarmSet, KeepsEnvironmentsApart) {
  auto other = request();
  other.environment = "production";
  other.secret_name = "ai-trading-bot/production";
  const auto a = alarm_set(request()).value();
  const auto b = alarm_set(other).value();
  for (std::size_t i = 0; i < a.filters.size(); ++i) {
    EXPECT_NE(a.filters[i].name, b.filters[i].name);
    EXPECT_NE(a.filters[i].metric, b.filters[i].metric);
    EXPECT_FALSE(secrets::test::holds(a.filters[i].pattern, "production"));
  }
}

TEST(AlarmSet, FitsIntoAPatternOrIsRefused) {
  const auto set = alarm_set(request()).value();
  for (const auto& filter : set.filters) EXPECT_LE(filter.pattern.size(), kPatternCharactersMax);
  auto many = request();
  many.known_roles.assign(10, "arn:aws:iam::123456789012:role/a-role-with-a-rather-long-name");
  EXPECT_EQ(alarm_set(many).error().code, "alarm.pattern_too_long");
  auto quoted = request();
  quoted.secret_name = "a\" || ($.x = \"";
  EXPECT_EQ(alarm_set(quoted).error().code, "alarm.bad_name");
}

TEST(SampleEvents, HoldCasesForAndAgainstEachFilter) {
  const auto samples = sample_events(request());
  for (const auto wanted : {&SampleEvent::denied, &SampleEvent::stranger, &SampleEvent::change}) {
    const auto found = positions(samples, wanted);
    EXPECT_GE(found.size(), 2U);
    EXPECT_LT(found.size(), samples.size());
  }
  for (const auto& sample : samples)
    EXPECT_TRUE(nlohmann::json::parse(sample.json).contains("eventName"));
  EXPECT_LE(samples.size(), 50U);  // what TestMetricFilter takes
}

TEST(CheckMatches, AcceptsExactlyTheRightOnes) {
  const auto samples = sample_events(request());
  const auto filter = alarm_set(request()).value().filters[0];
  auto matched = positions(samples, &SampleEvent::denied);
  EXPECT_TRUE(check_matches(filter, samples, matched));
  matched.pop_back();
  EXPECT_TRUE(
      secrets::test::holds(check_matches(filter, samples, matched).error().advice, "not counted"));
  matched = positions(samples, &SampleEvent::change);
  EXPECT_TRUE(
      secrets::test::holds(check_matches(filter, samples, matched).error().advice, "must not be"));
}

}  // namespace
}  // namespace atb::account
