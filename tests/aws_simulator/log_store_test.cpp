#include "aws_simulator/log_store.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/service_calls.h"

namespace atb::aws_simulator {
namespace {

using testing::test_time;

struct Logs {
  MetricStore metrics;
  LogStore store{metrics};
  LogGroup& group = store.add(
      {"trail", "us-east-1", "arn:aws:logs:us-east-1:1:log-group:trail:*", test_time(), {}, {}});

  void ingest(const std::string& message) {
    store.ingest(group, "s", {{test_time(), test_time(), message}});
  }
  [[nodiscard]] std::optional<Sample> metric(
      const std::map<std::string, std::string>& dimensions = {}) const {
    return metrics.aggregate({"us-east-1", "bot", "Denied", dimensions}, test_time(),
                             test_time() + core::Duration::seconds(1), "");
  }
};

MetricFilter filter(std::string value = "1") {
  MetricFilter filter;
  filter.name = "denied";
  filter.pattern = "{ $.errorCode = \"*Denied*\" }";
  filter.metric_name = "Denied";
  filter.metric_namespace = "bot";
  filter.metric_value = std::move(value);
  filter.unit = "None";
  return filter;
}

TEST(LogStore, CountsLinesThatMatch) {
  Logs logs;
  logs.group.filters.push_back(filter());
  logs.ingest(R"({"errorCode":"AccessDenied"})");
  logs.ingest(R"({"eventName":"GetSecretValue"})");
  ASSERT_TRUE(logs.metric());
  EXPECT_EQ(logs.metric()->sum, 1);
  EXPECT_EQ(logs.metric()->count, 1);
  EXPECT_EQ(logs.group.streams.at("s").events.size(), 2U);
}

TEST(LogStore, ADefaultIsCountedWhenNothingMatches) {
  Logs logs;
  logs.group.filters.push_back(filter());
  logs.group.filters.front().default_value = 0;
  logs.ingest("{}");
  ASSERT_TRUE(logs.metric());
  EXPECT_EQ(logs.metric()->sum, 0);
}

TEST(LogStore, ValuesAndDimensionsComeOutOfTheLine) {
  Logs logs;
  logs.group.filters.push_back(filter("$.size"));
  logs.group.filters.front().dimensions = {{"Name", "$.name"}, {"Absent", "$.absent"}};
  logs.ingest(R"({"errorCode":"Denied","size":7,"name":"x"})");
  logs.ingest(R"({"errorCode":"Denied","size":"large","name":"x"})");
  ASSERT_TRUE(logs.metric({{"Name", "x"}}));
  EXPECT_EQ(logs.metric({{"Name", "x"}})->sum, 7);
}

TEST(LogStore, FindsGroupsByNameAndByArn) {
  Logs logs;
  EXPECT_EQ(logs.store.find("us-east-1", "trail"), &logs.group);
  EXPECT_EQ(logs.store.find("eu-west-1", "trail"), nullptr);
  EXPECT_EQ(logs.store.find_arn("arn:aws:logs:us-east-1:1:log-group:trail:*"), &logs.group);
  EXPECT_EQ(logs.store.find_arn("arn:aws:logs:us-east-1:1:log-group:trail"), &logs.group);
  EXPECT_EQ(logs.store.find_arn("arn:aws:logs:us-east-1:1:log-group:tr"), nullptr);
  logs.store.remove("us-east-1", "trail");
  EXPECT_TRUE(logs.store.groups().empty());
}

}  // namespace
}  // namespace atb::aws_simulator
