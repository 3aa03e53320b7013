#include "aws_simulator/monitoring/logs_service.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/service_calls.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

struct Logs {
  MetricStore metrics;
  LogsService service{metrics};
  testing::Asker ask{.service = service};

  Logs() {
    EXPECT_EQ(ask.code("CreateLogGroup", {{"logGroupName", "g"}}), "");
    EXPECT_EQ(ask.code("CreateLogStream", {{"logGroupName", "g"}, {"logStreamName", "s"}}), "");
  }
  json put(json events) {
    return ask.json(
        "PutLogEvents",
        {{"logGroupName", "g"}, {"logStreamName", "s"}, {"logEvents", std::move(events)}});
  }
  static json filter(json changes = json::object()) {
    json filter{{"logGroupName", "g"},
                {"filterName", "f"},
                {"filterPattern", "ERROR"},
                {"metricTransformations",
                 {{{"metricName", "m"}, {"metricNamespace", "bot"}, {"metricValue", "1"}}}}};
    filter.update(changes);
    return filter;
  }
};

TEST(LogsService, TellsWhichLinesWereTooOldOrTooNew) {
  Logs logs;
  const auto now = testing::test_time().ms();
  const auto answer = logs.put({{{"timestamp", now - 15 * 86'400'000LL}, {"message", "old"}},
                                {{"timestamp", now}, {"message", "fine"}},
                                {{"timestamp", now + 3 * 3'600'000}, {"message", "new"}}});
  EXPECT_EQ(answer["rejectedLogEventsInfo"],
            (json{{"tooOldLogEventEndIndex", 1}, {"tooNewLogEventStartIndex", 2}}));
  const auto found = logs.ask.json("FilterLogEvents", {{"logGroupName", "g"}});
  ASSERT_EQ(found["events"].size(), 1U);
  EXPECT_EQ(found["events"][0]["message"], "fine");
}

TEST(LogsService, RefusesLinesOutOfOrder) {
  Logs logs;
  EXPECT_TRUE(logs.put({{{"timestamp", 2}, {"message", "b"}}, {{"timestamp", 1}, {"message", "a"}}})
                  .is_null());
}

TEST(LogsService, FiltersByTimeStreamAndPattern) {
  Logs logs;
  const auto now = testing::test_time().ms();
  logs.put({{{"timestamp", now}, {"message", "ERROR a"}},
            {{"timestamp", now + 1}, {"message", "ERROR b"}},
            {{"timestamp", now + 2}, {"message", "fine"}}});
  const auto count = [&](json more) {
    more["logGroupName"] = "g";
    return logs.ask.json("FilterLogEvents", std::move(more))["events"].size();
  };
  EXPECT_EQ(count({{"filterPattern", "ERROR"}}), 2U);
  EXPECT_EQ(count({{"startTime", now + 1}}), 2U);
  EXPECT_EQ(count({{"endTime", now + 1}}), 1U);
  EXPECT_EQ(count({{"logStreamNames", {"t"}}}), 0U);
  EXPECT_EQ(count({{"limit", 1}}), 1U);
}

TEST(LogsService, ChecksMetricFilters) {
  Logs logs;
  const json none = json::array();
  for (const json& changes :
       {json{{"filterName", "a:b"}}, json{{"filterPattern", "{ $.a }"}},
        json{{"filterPattern", std::string(1'025, 'x')}}, json{{"metricTransformations", none}},
        json{{"metricTransformations",
              {{{"metricName", "m"}, {"metricNamespace", "bot"}, {"metricValue", "one"}}}}}})
    EXPECT_EQ(logs.ask.code("PutMetricFilter", Logs::filter(changes)), "InvalidParameterException")
        << changes;
  EXPECT_EQ(logs.ask.code("PutMetricFilter", Logs::filter({{"logGroupName", "x"}})),
            "ResourceNotFoundException");
}

TEST(LogsService, ChecksThePrefixOfNamesThatAreListed) {
  Logs logs;
  EXPECT_EQ(logs.ask.code("DescribeLogGroups", {{"logGroupNamePrefix", "g*"}}),
            "InvalidParameterException");
  EXPECT_EQ(logs.ask.code("DescribeLogGroups", {{"logGroupNamePrefix", "g"}}), "");
}

TEST(LogsService, AGroupHasAtMostAHundredFilters) {
  Logs logs;
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(logs.ask.code("PutMetricFilter", Logs::filter({{"filterName", std::to_string(i)}})),
              "");
  EXPECT_EQ(logs.ask.code("PutMetricFilter", Logs::filter()), "LimitExceededException");
  EXPECT_EQ(logs.ask.code("PutMetricFilter", Logs::filter({{"filterName", "7"}})), "");
}

TEST(LogsService, AsksForRightsOnGroupAndStream) {
  Logs logs;
  const auto resource = [&](const char* operation, json input) {
    return logs.service.required_rights(logs.ask.call(operation, std::move(input))).at(0).resource;
  };
  const std::string group = "arn:aws:logs:us-east-1:123456789012:log-group:g";
  EXPECT_EQ(resource("PutMetricFilter", Logs::filter()), group + ":*");
  EXPECT_EQ(resource("PutLogEvents", {{"logGroupName", "g"}, {"logStreamName", "s"}}),
            group + ":log-stream:s");
  EXPECT_EQ(resource("TestMetricFilter", json::object()), "*");
}

TEST(LogsService, KeepsItsBooks) {
  Logs logs;
  EXPECT_EQ(logs.ask.code("PutMetricFilter", Logs::filter()), "");
  logs.put({{{"timestamp", testing::test_time().ms()}, {"message", "line"}}});
  MetricStore metrics;
  LogsService again{metrics};
  again.load(logs.service.save());
  EXPECT_EQ(again.save(), logs.service.save());
  EXPECT_EQ(again.summary()["groups"]["g"], (json{{"lines", 1}, {"metric_filters", 1}}));
}

}  // namespace
}  // namespace atb::aws_simulator
