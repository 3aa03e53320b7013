#include "account/trail_choice.h"

#include <gtest/gtest.h>

#include "secrets/support/build.h"

namespace atb::account {
namespace {

TrailFacts good_trail() {
  return {"management",
          true,
          true,
          true,
          true,
          "arn:aws:logs:us-east-1:123456789012:log-group:trail/events:*",
          ""};
}

core::Error refusal_of(const TrailFacts& trail) {
  return choose_trail({trail}, "us-east-1").error();
}

TEST(TrailChoice, TakesTheTrailThatHasAll) {
  auto off = good_trail();
  off.logging = false;
  const auto chosen = choose_trail({off, good_trail()}, "us-east-1").value();
  EXPECT_EQ(chosen.trail, "management");
  EXPECT_EQ(chosen.log_group, "trail/events");
}

TEST(TrailChoice, SendsToTheRegionOfTheLogGroup) {
  const auto refusal = choose_trail({good_trail()}, "eu-central-1").error();
  EXPECT_EQ(refusal.code, "alarm.no_trail");
  EXPECT_TRUE(secrets::test::holds(refusal.message, "us-east-1"));
  EXPECT_TRUE(secrets::test::holds(refusal.advice, "alarm --region us-east-1"));
}

TEST(TrailChoice, SaysHowToMakeOneWhereThereIsNone) {
  const auto refusal = choose_trail({}, "us-east-1").error();
  EXPECT_EQ(refusal.kind, core::ErrorKind::not_found);
  EXPECT_TRUE(secrets::test::holds(refusal.advice, "aws cloudtrail create-trail"));
}

TEST(TrailChoice, NamesWhatIsMissing) {
  auto trail = good_trail();
  trail.reads = false;
  EXPECT_TRUE(secrets::test::holds(refusal_of(trail).message, "GetSecretValue"));
  EXPECT_TRUE(secrets::test::holds(refusal_of(trail).advice,
                                   "put-event-selectors --trail-name management"));
  trail = good_trail();
  trail.log_group_arn.clear();
  EXPECT_TRUE(secrets::test::holds(refusal_of(trail).advice, "--cloud-watch-logs-log-group-arn"));
  trail = good_trail();
  trail.logging = false;
  EXPECT_TRUE(secrets::test::holds(refusal_of(trail).advice, "start-logging --name management"));
  trail = good_trail();
  trail.covers_region = false;
  EXPECT_TRUE(secrets::test::holds(refusal_of(trail).advice, "--is-multi-region-trail"));
  trail = good_trail();
  trail.delivery_error = "AccessDenied";
  EXPECT_TRUE(secrets::test::holds(refusal_of(trail).message, "AccessDenied"));
}

TEST(TrailChoice, SpeaksOfTheTrailThatLacksLeast) {
  auto far = good_trail();
  far.name = "far";
  far.logging = far.reads = far.covers_region = false;
  auto near = good_trail();
  near.name = "near";
  near.reads = false;
  EXPECT_TRUE(secrets::test::holds(choose_trail({far, near}, "us-east-1").error().message,
                                   "the nearest, near,"));
}

TEST(LogGroup, IsNamedByItsArn) {
  EXPECT_EQ(log_group_name("arn:aws:logs:us-east-1:1:log-group:a/b:*"), "a/b");
  EXPECT_EQ(log_group_name("arn:aws:logs:us-east-1:1:log-group:a/b"), "a/b");
  EXPECT_EQ(log_group_name("arn:aws:s3:::bucket"), "");
  EXPECT_EQ(log_group_name(""), "");
}

}  // namespace
}  // namespace atb::account
