#include "aws/services/cloudwatch_logs.h"

#include <gtest/gtest.h>

#include "aws/support/fake_service.h"

namespace atb::aws {
namespace {

using test::FakeService;

TEST(CloudWatchLogs, ListsLogGroupsOfAllPages) {
  FakeService service;
  service.answer(200, R"({"logGroups":[{"logGroupName":"trail","arn":"arn:l:*",
      "retentionInDays":30,"metricFilterCount":2}],"nextToken":"n"})");
  service.answer(200, R"({"logGroups":[{"logGroupName":"trail-2"}]})");
  CloudWatchLogs logs{service.client(kCloudWatchLogs)};
  const auto groups = logs.describe_log_groups("trail");
  ASSERT_TRUE(groups) << groups.error().message;
  ASSERT_EQ(groups->size(), 2U);
  EXPECT_EQ(groups->at(0).retention_days, 30);
  EXPECT_EQ(groups->at(0).metric_filters, 2);
  EXPECT_FALSE(groups->at(1).retention_days);
  EXPECT_EQ(service.sent[0].target, "Logs_20140328.DescribeLogGroups");
  EXPECT_EQ(service.sent[0].content_type, "application/x-amz-json-1.1");
  EXPECT_EQ(service.sent[1].body, R"({"logGroupNamePrefix":"trail","nextToken":"n"})");
}

TEST(CloudWatchLogs, PutsAFilterAndReadsItBack) {
  FakeService service;
  service.answer(200, "");
  service.answer(200, R"({"metricFilters":[{"filterName":"denied","filterPattern":"{ $.a = \"b\" }",
      "creationTime":1735787045123,"metricTransformations":[{"metricName":"Denied",
      "metricNamespace":"Bot","metricValue":"1","defaultValue":0.0}]}]})");
  CloudWatchLogs logs{service.client(kCloudWatchLogs)};
  ASSERT_TRUE(logs.put_metric_filter({.log_group = "trail",
                                      .name = "denied",
                                      .pattern = R"({ $.a = "b" })",
                                      .metric_namespace = "Bot",
                                      .metric_name = "Denied",
                                      .default_value = 0}));
  const auto filters = logs.describe_metric_filters("trail", "den");
  ASSERT_TRUE(filters) << filters.error().message;
  ASSERT_EQ(filters->size(), 1U);
  EXPECT_EQ(filters->at(0).pattern, R"({ $.a = "b" })");
  EXPECT_EQ(filters->at(0).metric_name, "Denied");
  EXPECT_EQ(filters->at(0).default_value, 0);
  EXPECT_EQ(filters->at(0).log_group, "trail");
  EXPECT_EQ(core::to_text(*filters->at(0).made), "2025-01-02T03:04:05.123Z");
  EXPECT_EQ(service.sent[0].body,
            R"({"logGroupName":"trail","filterName":"denied","filterPattern":"{ $.a = \"b\" }",)"
            R"("metricTransformations":[{"metricName":"Denied","metricNamespace":"Bot",)"
            R"("metricValue":"1","defaultValue":0}]})");
  EXPECT_EQ(service.sent[1].body, R"({"logGroupName":"trail","filterNamePrefix":"den"})");
}

TEST(CloudWatchLogs, TakesADefaultValueOfAnySizeForAnotherThanOurs) {
  FakeService service;
  service.answer(200, R"({"metricFilters":[{"filterName":"f","metricTransformations":[
      {"metricName":"m","metricNamespace":"n","metricValue":"1","defaultValue":1e300}]}]})");
  CloudWatchLogs logs{service.client(kCloudWatchLogs)};
  const auto filters = logs.describe_metric_filters("trail", "");
  ASSERT_TRUE(filters);
  EXPECT_GT(filters->at(0).default_value, 0);
}

TEST(CloudWatchLogs, TriesAPatternOnLines) {
  FakeService service;
  service.answer(200, R"({"matches":[{"eventNumber":2,"eventMessage":"b","extractedValues":{}}]})");
  CloudWatchLogs logs{service.client(kCloudWatchLogs)};
  const auto matches = logs.test_metric_filter("b", {"a", "b"});
  ASSERT_TRUE(matches);
  ASSERT_EQ(matches->size(), 1U);
  EXPECT_EQ(matches->at(0).line, 2);
  EXPECT_EQ(service.sent[0].body, R"({"filterPattern":"b","logEventMessages":["a","b"]})");
}

TEST(CloudWatchLogs, RefusesAForeignAnswer) {
  FakeService service;
  service.answer(200, R"({"Versions":[]})");
  service.answer(200, R"({"matches":"none"})");
  CloudWatchLogs logs{service.client(kCloudWatchLogs)};
  EXPECT_EQ(logs.describe_log_groups("").error().code, "aws.answer_malformed");
  EXPECT_EQ(logs.test_metric_filter("b", {"a"}).error().code, "aws.answer_malformed");
}

TEST(CloudWatchLogs, TriesAgainWhenAnotherChangeWasUnderWay) {
  FakeService service;
  service.answer(400, R"({"__type":"OperationAbortedException"})");
  service.answer(200, "");
  CloudWatchLogs logs{service.client(kCloudWatchLogs)};
  EXPECT_TRUE(logs.put_metric_filter({.log_group = "g", .name = "f", .pattern = "p"}));
  EXPECT_EQ(service.slept.size(), 1U);
}

}  // namespace
}  // namespace atb::aws
