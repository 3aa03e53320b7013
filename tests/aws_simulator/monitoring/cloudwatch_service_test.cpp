#include "aws_simulator/monitoring/cloudwatch_service.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/service_calls.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

struct Monitoring {
  CloudWatchService service;
  testing::Asker ask{.service = service};

  std::string put(json datum) {
    return ask.code("PutMetricData", {{"Namespace", "bot"}, {"MetricData", {std::move(datum)}}});
  }
  static json alarm(json changes = json::object()) {
    json alarm{{"AlarmName", "a"},  {"Namespace", "bot"},
               {"MetricName", "m"}, {"Statistic", "Sum"},
               {"Period", 60},      {"EvaluationPeriods", 1},
               {"Threshold", 0},    {"ComparisonOperator", "GreaterThanThreshold"}};
    alarm.update(changes);
    return alarm;
  }
};

TEST(CloudWatchService, TakesExactlyOneFormOfValues) {
  Monitoring m;
  EXPECT_EQ(m.put({{"MetricName", "m"}, {"Value", 1}}), "");
  EXPECT_EQ(m.put({{"MetricName", "m"},
                   {"StatisticValues",
                    {{"SampleCount", 2}, {"Sum", 3}, {"Minimum", 1}, {"Maximum", 2}}}}),
            "");
  EXPECT_EQ(m.put({{"MetricName", "m"}}), "MissingParameter");
  EXPECT_EQ(m.put({{"MetricName", "m"}, {"Value", 1}, {"Values", {1}}}),
            "InvalidParameterCombination");
  EXPECT_EQ(m.put({{"MetricName", "m"}, {"Values", {1, 2}}, {"Counts", {1}}}),
            "InvalidParameterValue");
  EXPECT_EQ(m.put({{"MetricName", "m"}, {"Value", "NaN"}}), "ValidationError");
  EXPECT_EQ(m.put({{"MetricName", "m"}, {"Value", 1}, {"Timestamp", "2024-12-01T00:00:00Z"}}),
            "InvalidParameterValue");
}

TEST(CloudWatchService, KnowsTheUnitsOfCloudWatchAndNoOthers) {
  Monitoring m;
  for (const char* unit : {"Count", "Bytes/Second", "None"})
    EXPECT_EQ(m.put({{"MetricName", "m"}, {"Value", 1}, {"Unit", unit}}), "") << unit;
  for (const char* unit : {"count", "Furlongs", "Bytes/Hour"})
    EXPECT_EQ(m.put({{"MetricName", "m"}, {"Value", 1}, {"Unit", unit}}), "InvalidParameterValue")
        << unit;
}

TEST(CloudWatchService, KeepsNothingOfARequestWithOneFault) {
  Monitoring m;
  EXPECT_NE(
      m.ask.code("PutMetricData",
                 {{"Namespace", "bot"},
                  {"MetricData", {{{"MetricName", "m"}, {"Value", 1}}, {{"MetricName", "m"}}}}}),
      "");
  EXPECT_TRUE(m.service.metrics().all().empty());
}

TEST(CloudWatchService, RefusesNamespacesOfAwsAndOddPeriods) {
  Monitoring m;
  EXPECT_EQ(m.ask.code("PutMetricData", {{"Namespace", "AWS/SecretsManager"},
                                         {"MetricData", {{{"MetricName", "m"}, {"Value", 1}}}}}),
            "InvalidParameterValue");
  EXPECT_EQ(m.ask.code("PutMetricAlarm", Monitoring::alarm({{"Period", 45}})),
            "InvalidParameterValue");
}

TEST(CloudWatchService, ChecksAlarms) {
  Monitoring m;
  for (const json& changes :
       {json{{"DatapointsToAlarm", 2}}, json{{"ComparisonOperator", "Near"}},
        json{{"Statistic", "Median"}}, json{{"TreatMissingData", "panic"}},
        json{{"Threshold", nullptr}}, json{{"AlarmActions", {"pager"}}},
        json{{"AlarmActions", json::array({"arn:1", "arn:2", "arn:3", "arn:4", "arn:5", "arn:6"})}},
        json{{"EvaluationPeriods", 1'441}}, json{{"AlarmName", std::string(256, 'a')}}})
    EXPECT_EQ(m.ask.code("PutMetricAlarm", Monitoring::alarm(changes)), "ValidationError")
        << changes;
  EXPECT_EQ(m.ask.code("PutMetricAlarm", Monitoring::alarm()), "");
}

TEST(CloudWatchService, SpeaksBothProtocols) {
  Monitoring m;
  EXPECT_EQ(m.ask.code("PutMetricAlarm", Monitoring::alarm()), "");
  const auto alarms = m.ask.json("DescribeAlarms", json::object());
  EXPECT_EQ(alarms["MetricAlarms"][0]["StateUpdatedTimestamp"], 1735787045.0);
  m.ask.protocol = Protocol::query;
  const auto xml = m.ask.xml("DescribeAlarms", json::object());
  EXPECT_NE(xml.find("<StateUpdatedTimestamp>2025-01-02T03:04:05Z<"), std::string::npos);
  EXPECT_NE(xml.find("<AlarmActions></AlarmActions>"), std::string::npos);
}

TEST(CloudWatchService, AsksForRightsOnNamespaceAndAlarm) {
  Monitoring m;
  const auto data = m.service.required_rights(
      m.ask.call("PutMetricData", {{"Namespace", "bot"}, {"MetricData", json::array()}}));
  EXPECT_EQ(data.at(0).context.at("cloudwatch:namespace"), std::vector<std::string>{"bot"});
  const auto alarms =
      m.service.required_rights(m.ask.call("DeleteAlarms", {{"AlarmNames", {"a", "b"}}}));
  ASSERT_EQ(alarms.size(), 2U);
  EXPECT_EQ(alarms[1].resource, "arn:aws:cloudwatch:us-east-1:123456789012:alarm:b");
}

TEST(CloudWatchService, SummaryShowsStatesAndWhoWasTold) {
  Monitoring m;
  EXPECT_EQ(m.ask.code("PutMetricAlarm", Monitoring::alarm({{"AlarmActions", {"arn:pager"}}})), "");
  EXPECT_EQ(m.put({{"MetricName", "m"}, {"Value", 1}}), "");
  m.service.tick(testing::test_time(), true);
  const auto summary = m.service.summary();
  EXPECT_EQ(summary["alarms"]["a"], "ALARM");
  EXPECT_EQ(summary["notifications"][0]["target"], "arn:pager");
}

}  // namespace
}  // namespace atb::aws_simulator
