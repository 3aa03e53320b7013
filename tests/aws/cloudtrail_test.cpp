#include "aws/cloudtrail.h"

#include <gtest/gtest.h>

#include "aws/support/fake_service.h"

namespace atb::aws {
namespace {

using core::Duration;
using test::FakeService;

EventLookup of_an_hour(const FakeService& service) {
  return {.start = service.now - Duration::hours(1), .end = service.now};
}

TEST(CloudTrail, DescribesTrailsAndTheirState) {
  FakeService service;
  service.answer(200, R"({"trailList":[{"Name":"t","TrailARN":"arn:t","HomeRegion":"us-east-1",
      "IsMultiRegionTrail":true,"CloudWatchLogsLogGroupArn":"arn:logs"}]})");
  service.answer(200, R"({"IsLogging":true,"LatestCloudWatchLogsDeliveryTime":1735787045.0,
      "LatestCloudWatchLogsDeliveryError":"denied"})");
  CloudTrail trail{service.client(kCloudTrail)};
  const auto trails = trail.describe_trails();
  ASSERT_TRUE(trails) << trails.error().message;
  ASSERT_EQ(trails->size(), 1U);
  EXPECT_EQ(trails->at(0).log_group_arn, "arn:logs");
  EXPECT_TRUE(trails->at(0).multi_region);
  EXPECT_FALSE(trails->at(0).of_organization);
  const auto status = trail.get_trail_status("arn:t");
  ASSERT_TRUE(status);
  EXPECT_TRUE(status->logging);
  EXPECT_EQ(core::to_text(*status->last_delivery_to_logs), "2025-01-02T03:04:05Z");
  EXPECT_EQ(status->logs_delivery_error, "denied");
  EXPECT_EQ(service.sent[0].target,
            "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.DescribeTrails");
  EXPECT_EQ(service.sent[1].body, R"({"Name":"arn:t"})");
}

TEST(CloudTrail, ReadsBothKindsOfSelectors) {
  FakeService service;
  service.answer(200, R"({"TrailARN":"a","EventSelectors":[{"ReadWriteType":"WriteOnly",
      "IncludeManagementEvents":true,"ExcludeManagementEventSources":["kms.amazonaws.com"]}]})");
  service.answer(200, R"({"TrailARN":"a","AdvancedEventSelectors":[{"Name":"n","FieldSelectors":[
      {"Field":"eventCategory","Equals":["Management"]},
      {"Field":"eventName","StartsWith":["Get"]}]}]})");
  CloudTrail trail{service.client(kCloudTrail)};
  const auto basic = trail.get_event_selectors("a");
  ASSERT_TRUE(basic);
  ASSERT_EQ(basic->basic.size(), 1U);
  EXPECT_EQ(basic->basic[0].read_write, "WriteOnly");
  EXPECT_EQ(basic->basic[0].excluded_sources, std::vector<std::string>{"kms.amazonaws.com"});
  const auto advanced = trail.get_event_selectors("a");
  ASSERT_TRUE(advanced);
  ASSERT_EQ(advanced->advanced.size(), 1U);
  EXPECT_EQ(advanced->advanced[0].fields.at(0).equals, std::vector<std::string>{"Management"});
  EXPECT_TRUE(advanced->advanced[0].fields.at(1).has_others);
}

TEST(CloudTrail, LooksEventsUpNotMoreThanTwiceASecond) {
  FakeService service;
  service.answer(200, R"({"Events":[{"EventId":"e1","EventName":"GetSecretValue",
      "Username":"i-1","EventTime":1735787045.0,"CloudTrailEvent":"{\"a\":1}"}],
      "NextToken":"n"})");
  service.answer(200, R"({"Events":[{"EventId":"e2"}]})");
  service.answer(200, R"({"Events":[]})");
  CloudTrail trail{service.client(kCloudTrail)};
  const auto lookup = of_an_hour(service);
  const auto found = trail.lookup_events(lookup);
  ASSERT_TRUE(found) << found.error().message;
  ASSERT_EQ(found->events.size(), 2U);
  EXPECT_TRUE(found->complete);
  EXPECT_EQ(found->events[0].record, R"({"a":1})");
  EXPECT_EQ(core::to_text(*found->events[0].at), "2025-01-02T03:04:05Z");
  ASSERT_TRUE(trail.lookup_events(lookup));
  EXPECT_EQ(service.slept, (std::vector<Duration>(2, Duration::milliseconds(500))));
  EXPECT_EQ(service.sent[1].body,
            R"({"LookupAttributes":[{"AttributeKey":"EventSource",)"
            R"("AttributeValue":"secretsmanager.amazonaws.com"}],"StartTime":1735783445,)"
            R"("EndTime":1735787045,"MaxResults":50,"NextToken":"n"})");
}

TEST(CloudTrail, StopsAtTheNumberThatIsWanted) {
  FakeService service;
  for (int i = 0; i < 2; ++i)
    service.answer(200, R"({"Events":[{"EventId":"e1"},{"EventId":"e2"}],"NextToken":"n"})");
  service.answer(200, R"({"Events":[{"EventId":"e1"}]})");
  CloudTrail trail{service.client(kCloudTrail)};
  auto lookup = of_an_hour(service);
  for (const std::size_t wanted : {2U, 1U}) {
    lookup.events_max = wanted;
    const auto found = trail.lookup_events(lookup);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->events.size(), wanted);
    EXPECT_FALSE(found->complete);
  }
  EXPECT_TRUE(trail.lookup_events(lookup)->complete);
  EXPECT_EQ(service.sent.size(), 3U);
}

TEST(CloudTrail, RefusesAForeignAnswer) {
  FakeService service;
  for (int i = 0; i < 4; ++i) service.answer(200, "{}");
  CloudTrail trail{service.client(kCloudTrail)};
  EXPECT_EQ(trail.describe_trails().error().code, "aws.answer_malformed");
  EXPECT_EQ(trail.get_trail_status("t").error().code, "aws.answer_malformed");
  EXPECT_EQ(trail.get_event_selectors("t").error().code, "aws.answer_malformed");
  EXPECT_EQ(trail.lookup_events(of_an_hour(service)).error().code, "aws.answer_malformed");
}

}  // namespace
}  // namespace atb::aws
