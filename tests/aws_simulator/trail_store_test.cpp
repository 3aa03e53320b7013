#include "aws_simulator/trail_store.h"

#include <gtest/gtest.h>

#include "aws_simulator/support/service_calls.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;
using testing::test_time;

TrailEvent event(bool read_only = true) {
  TrailEvent event;
  event.time = test_time();
  event.due = test_time() + TrailStore::kDelay;
  event.region = "us-east-1";
  event.name = "GetSecretValue";
  event.source = "secretsmanager.amazonaws.com";
  event.read_only = read_only;
  event.text = "{}";
  return event;
}

Trail logging_trail() {
  Trail trail;
  trail.name = "t";
  trail.arn = "arn:aws:cloudtrail:us-east-1:1:trail/t";
  trail.home_region = "us-east-1";
  trail.log_group_arn = "arn:g:*";
  trail.is_logging = true;
  trail.event_selectors = default_event_selectors();
  return trail;
}

struct Trails {
  MetricStore metrics;
  LogStore logs{metrics};
  LogGroup& group = logs.add({"g", "us-east-1", "arn:g:*", test_time(), {}, {}});
  TrailStore store{logs};
  [[nodiscard]] std::size_t lines() const {
    const auto at = group.streams.find("CloudTrail_us-east-1");
    return at == group.streams.end() ? 0 : at->second.events.size();
  }
};

TEST(TrailStore, DeliversAfterItsDelayAndOnce) {
  Trails trails;
  trails.store.add(logging_trail());
  trails.store.record(event());
  trails.store.deliver(test_time(), false);
  EXPECT_EQ(trails.lines(), 0U);
  trails.store.deliver(test_time() + TrailStore::kDelay, false);
  trails.store.deliver(test_time() + TrailStore::kDelay, true);
  EXPECT_EQ(trails.lines(), 1U);
  EXPECT_TRUE(trails.store.events().front().is_delivered);
}

TEST(TrailStore, DeliversEverythingWhenAskedTo) {
  Trails trails;
  trails.store.add(logging_trail());
  trails.store.record(event());
  trails.store.deliver(test_time(), true);
  EXPECT_EQ(trails.lines(), 1U);
}

TEST(TrailStore, AStoppedTrailGetsNothingButLookupSeesTheEvent) {
  Trails trails;
  trails.store.add(logging_trail()).is_logging = false;
  trails.store.record(event());
  trails.store.deliver(test_time(), true);
  EXPECT_EQ(trails.lines(), 0U);
  EXPECT_TRUE(trails.store.events().front().is_delivered);
}

TEST(TrailStore, ForgetsAfterNinetyDays) {
  Trails trails;
  trails.store.record(event());
  trails.store.deliver(test_time() + core::Duration::days(91), false);
  EXPECT_TRUE(trails.store.events().empty());
}

TEST(TrailStore, SelectorsChooseReadsWritesAndSources) {
  auto trail = logging_trail();
  EXPECT_TRUE(takes(trail, event(true)) && takes(trail, event(false)));
  trail.event_selectors = json::array({{{"ReadWriteType", "WriteOnly"}}});
  EXPECT_FALSE(takes(trail, event(true)));
  EXPECT_TRUE(takes(trail, event(false)));
  trail.event_selectors = json::array({{{"IncludeManagementEvents", false}}});
  EXPECT_FALSE(takes(trail, event()));
  trail.event_selectors =
      json::array({{{"ExcludeManagementEventSources", {"secretsmanager.amazonaws.com"}}}});
  EXPECT_FALSE(takes(trail, event()));
}

TEST(TrailStore, AdvancedSelectorsNeedEveryField) {
  auto trail = logging_trail();
  const auto select = [&](json fields) {
    trail.advanced_selectors = json::array({{{"FieldSelectors", std::move(fields)}}});
    return takes(trail, event(true));
  };
  const json management{{"Field", "eventCategory"}, {"Equals", {"Management"}}};
  EXPECT_TRUE(select(json::array({management})));
  EXPECT_TRUE(select(json::array({management, {{"Field", "readOnly"}, {"Equals", {"true"}}}})));
  EXPECT_FALSE(select(json::array({management, {{"Field", "readOnly"}, {"Equals", {"false"}}}})));
  EXPECT_FALSE(select(json::array(
      {management, {{"Field", "eventSource"}, {"NotEquals", {"secretsmanager.amazonaws.com"}}}})));
  EXPECT_FALSE(select(json::array({{{"Field", "eventCategory"}, {"Equals", {"Data"}}}})));
}

TEST(TrailStore, ATrailOfOneRegionSeesOnlyThat) {
  auto trail = logging_trail();
  auto elsewhere = event();
  elsewhere.region = "eu-west-1";
  EXPECT_FALSE(takes(trail, elsewhere));
  trail.is_multi_region = true;
  EXPECT_TRUE(takes(trail, elsewhere));
  trail.includes_global_events = false;
  elsewhere.source = "iam.amazonaws.com";
  EXPECT_FALSE(takes(trail, elsewhere));
}

}  // namespace
}  // namespace atb::aws_simulator
