#include "aws_simulator/cloudtrail_service.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/service_calls.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

struct Trails {
  MetricStore metrics;
  LogStore logs{metrics};
  CloudTrailService service{logs, [count = 0]() mutable { return "e-" + std::to_string(++count); }};
  testing::Asker ask{.service = service};

  void record(std::string operation, std::string error_code = "") {
    CallRecord record{ask.call(std::move(operation), nullptr),
                      "secretsmanager.amazonaws.com",
                      {true, {{"secretId", "s"}}, {"arn:aws:secretsmanager:x:1:secret:s-AbCdEf"}},
                      std::move(error_code),
                      ""};
    service.record(record);
  }
  /// Names of the events, in order. Past the throttle, for each look-up has its own second.
  std::vector<std::string> look_up(json input) {
    ask.now = ask.now + core::Duration::seconds(1);
    std::vector<std::string> names;
    const auto answer = ask.json("LookupEvents", std::move(input));
    for (const auto& event : answer.at("Events")) names.push_back(event.at("EventName"));
    return names;
  }
  std::string create(json more = json::object()) {
    json input{{"Name", "audit"}, {"S3BucketName", "b"}};
    input.update(more);
    return ask.code("CreateTrail", std::move(input));
  }
};

TEST(CloudTrailService, ShowsEventsNewestFirstByOneAttribute) {
  Trails trails;
  trails.record("CreateSecret");
  trails.record("GetSecretValue", "AccessDeniedException");
  trails.service.tick(testing::test_time(), true);
  using Names = std::vector<std::string>;
  EXPECT_EQ(trails.look_up(json::object()), (Names{"GetSecretValue", "CreateSecret"}));
  const auto by = [&](const char* key, const char* value) {
    return trails.look_up(
        {{"LookupAttributes", {{{"AttributeKey", key}, {"AttributeValue", value}}}}});
  };
  EXPECT_EQ(by("EventName", "CreateSecret"), Names{"CreateSecret"});
  EXPECT_EQ(by("EventId", "e-2"), Names{"GetSecretValue"});
  EXPECT_EQ(by("Username", "root").size(), 2U);
  EXPECT_EQ(by("ReadOnly", "false").size(), 0U);
  EXPECT_EQ(by("ResourceType", "AWS::SecretsManager::Secret").size(), 2U);
  EXPECT_EQ(by("ResourceName", "arn:aws:secretsmanager:x:1:secret:s-AbCdEf").size(), 2U);
}

TEST(CloudTrailService, PagesAndBoundsTheTime) {
  Trails trails;
  for (int i = 0; i < 3; ++i) trails.record("GetSecretValue");
  trails.service.tick(testing::test_time(), true);
  const auto first = trails.ask.json("LookupEvents", {{"MaxResults", 2}});
  EXPECT_EQ(first["Events"].size(), 2U);
  EXPECT_EQ(trails.look_up({{"NextToken", first["NextToken"]}}).size(), 1U);
  EXPECT_EQ(trails.look_up({{"StartTime", 1735787046}}).size(), 0U);
  EXPECT_EQ(trails.look_up({{"EndTime", 1735787045}}).size(), 3U);
}

TEST(CloudTrailService, RefusesLookupsThatItCannotAnswer) {
  const auto code = [](json input) { return Trails{}.ask.code("LookupEvents", std::move(input)); };
  const json attribute{{"AttributeKey", "EventName"}, {"AttributeValue", "x"}};
  EXPECT_EQ(code({{"LookupAttributes", {attribute, attribute}}}),
            "InvalidLookupAttributesException");
  EXPECT_EQ(code({{"LookupAttributes", {{{"AttributeKey", "Colour"}, {"AttributeValue", "x"}}}}}),
            "InvalidLookupAttributesException");
  EXPECT_EQ(code({{"StartTime", 2}, {"EndTime", 1}}), "InvalidTimeRangeException");
  EXPECT_EQ(code({{"MaxResults", 51}}), "InvalidMaxResultsException");
  EXPECT_EQ(code({{"NextToken", "x"}}), "InvalidNextTokenException");
}

TEST(CloudTrailService, ChecksTrails) {
  Trails trails;
  EXPECT_EQ(trails.create({{"Name", "a"}}), "InvalidTrailNameException");
  EXPECT_EQ(trails.create({{"S3BucketName", ""}}), "InvalidS3BucketNameException");
  EXPECT_EQ(trails.create({{"CloudWatchLogsLogGroupArn", "arn:none"}}),
            "InvalidCloudWatchLogsLogGroupArnException");
  trails.logs.add({"g", "us-east-1", "arn:g:*", {}, {}, {}});
  EXPECT_EQ(trails.create({{"CloudWatchLogsLogGroupArn", "arn:g:*"}}),
            "InvalidCloudWatchLogsRoleArnException");
  EXPECT_EQ(trails.create({{"IsMultiRegionTrail", true}, {"IncludeGlobalServiceEvents", false}}),
            "InvalidParameterCombinationException");
  EXPECT_EQ(trails.create(), "");
  EXPECT_EQ(trails.create(), "TrailAlreadyExistsException");
  for (const auto* const name : {"t-2", "t-3", "t-4", "t-5"})
    EXPECT_EQ(trails.create({{"Name", name}}), "");
  EXPECT_EQ(trails.create({{"Name", "t-6"}}), "MaximumNumberOfTrailsExceededException");
}

TEST(CloudTrailService, ChecksSelectors) {
  Trails trails;
  EXPECT_EQ(trails.create(), "");
  const auto code = [&](json input) {
    input["TrailName"] = "audit";
    return trails.ask.code("PutEventSelectors", std::move(input));
  };
  EXPECT_EQ(code(json::object()), "InvalidEventSelectorsException");
  EXPECT_EQ(code({{"EventSelectors", {{{"ReadWriteType", "Some"}}}}}),
            "InvalidEventSelectorsException");
  EXPECT_EQ(code({{"AdvancedEventSelectors",
                   {{{"FieldSelectors", {{{"Field", "readOnly"}, {"Equals", {"true"}}}}}}}}}),
            "InvalidEventSelectorsException");
  EXPECT_EQ(code({{"EventSelectors", {{{"ReadWriteType", "ReadOnly"}}}}}), "");
}

TEST(CloudTrailService, KeepsItsBooks) {
  Trails trails;
  EXPECT_EQ(trails.create(), "");
  EXPECT_EQ(trails.ask.code("StartLogging", {{"Name", "audit"}}), "");
  trails.record("GetSecretValue");
  CloudTrailService again{trails.logs, [] { return "e"; }};
  again.load(trails.service.save());
  EXPECT_EQ(again.save(), trails.service.save());
  EXPECT_EQ(again.summary()["trails_logging"], (json{{"audit", true}}));
}

}  // namespace
}  // namespace atb::aws_simulator
