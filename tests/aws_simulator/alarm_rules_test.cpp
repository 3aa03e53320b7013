#include "aws_simulator/alarm_rules.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/service_calls.h"

namespace atb::aws_simulator {
namespace {

/// "0 - X" of the guide's tables, oldest first: fine, missing, breaching.
std::vector<std::optional<double>> values_of(std::string_view table) {
  std::vector<std::optional<double>> values;
  for (auto c = table.rbegin(); c != table.rend(); ++c) {
    if (*c == '0') values.emplace_back(0);
    if (*c == 'X') values.emplace_back(9);
    if (*c == '-') values.emplace_back(std::nullopt);
  }
  return values;
}

AlarmRule rule(std::int64_t datapoints, std::string mode) {
  AlarmRule rule;
  rule.statistic = "Sum";
  rule.comparison = "GreaterThanThreshold";
  rule.threshold = 5;
  rule.evaluation_periods = 3;
  rule.datapoints_to_alarm = datapoints;
  rule.treat_missing = std::move(mode);
  return rule;
}

/// The four modes in the order of the guide's columns: missing, ignore, breaching, notBreaching.
std::string judge_all(std::int64_t datapoints, std::string_view table) {
  std::string states;
  for (const auto* const mode : {"missing", "ignore", "breaching", "notBreaching"}) {
    const auto state =
        judge(rule(datapoints, mode), values_of(table), AlarmState::insufficient_data).state;
    states += state == AlarmState::ok ? 'O' : state == AlarmState::alarm ? 'A' : '?';
  }
  return states;
}

TEST(AlarmRules, TreatMissingDataAsTheGuidesTableForThreeOfThree) {
  EXPECT_EQ(judge_all(3, "0-X-X"), "OOOO");
  EXPECT_EQ(judge_all(3, "0----"), "OOOO");
  EXPECT_EQ(judge_all(3, "-----"), "??AO");
  EXPECT_EQ(judge_all(3, "0XX-X"), "AAAA");
  EXPECT_EQ(judge_all(3, "--X--"), "A?AO");
}

TEST(AlarmRules, TreatMissingDataAsTheGuidesTableForTwoOfThree) {
  EXPECT_EQ(judge_all(2, "0-X-X"), "AAAA");
  EXPECT_EQ(judge_all(2, "00X0X"), "AAAA");
  EXPECT_EQ(judge_all(2, "0-X--"), "OOAO");
  EXPECT_EQ(judge_all(2, "----0"), "OOAO");
  EXPECT_EQ(judge_all(2, "---X-"), "A?AO");
}

TEST(AlarmRules, EveryComparisonMeansWhatItSays) {
  struct Row {
    const char* comparison;
    bool below, equal, above;
  };
  for (const auto& row : {Row{"GreaterThanThreshold", false, false, true},
                          Row{"GreaterThanOrEqualToThreshold", false, true, true},
                          Row{"LessThanThreshold", true, false, false},
                          Row{"LessThanOrEqualToThreshold", true, true, false}}) {
    ASSERT_TRUE(is_comparison(row.comparison));
    auto one = rule(1, "missing");
    one.evaluation_periods = 1;
    one.comparison = row.comparison;
    const auto fires = [&](double value) {
      return judge(one, {value}, AlarmState::ok).state == AlarmState::alarm;
    };
    EXPECT_EQ(fires(4), row.below);
    EXPECT_EQ(fires(5), row.equal);
    EXPECT_EQ(fires(6), row.above);
  }
  EXPECT_FALSE(is_comparison("EqualToThreshold"));
}

TEST(AlarmRules, AValueCountsAtOnceAndUntilItsPeriodIsOver) {
  MetricStore metrics;
  auto one = rule(1, "notBreaching");
  one.metric = {"us-east-1", "bot", "Denied", {}};
  metrics.add(one.metric, sample_of(9, testing::test_time(), "None"));
  EXPECT_EQ(recent_values(one, metrics, testing::test_time()).at(0), 9);
  EXPECT_EQ(recent_values(one, metrics, testing::test_time() + core::Duration::minutes(4)).at(0),
            9);
  const auto later = recent_values(one, metrics, testing::test_time() + core::Duration::minutes(5));
  EXPECT_FALSE(later.at(0));
  EXPECT_EQ(later.at(1), 9);
  EXPECT_EQ(later.size(), 5U);
}

TEST(AlarmRules, StatesHaveNames) {
  EXPECT_EQ(parse_alarm_state("ALARM"), AlarmState::alarm);
  EXPECT_EQ(to_text(AlarmState::insufficient_data), "INSUFFICIENT_DATA");
  EXPECT_FALSE(parse_alarm_state("FINE"));
}

}  // namespace
}  // namespace atb::aws_simulator
