#include "account/alarm.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "account/support/simulated_account.h"
#include "secrets/support/build.h"

namespace atb::account {
namespace {

constexpr const char* kTopic = "arn:aws:sns:us-east-1:123456789012:alarms";

class AlarmTest : public testing::Test {
 protected:
  AlarmTest() {
    request_.environment = "staging";
    request_.secret_name = "ai-trading-bot/staging";
    request_.known_roles = {"arn:aws:iam::123456789012:role/ai-trading-bot-staging"};
    request_.heartbeat = true;
    set_ = alarm_set(request_).value();
  }
  core::Result<AlarmReport> apply(const AlarmOptions& options) {
    auto cloudtrail = aws_.cloudtrail();
    auto logs = aws_.logs();
    auto cloudwatch = aws_.cloudwatch();
    return apply_alarms({cloudtrail, logs, cloudwatch}, "trail", set_, options);
  }
  static AlarmOptions telling(const std::string& topic) {
    AlarmOptions options;
    options.topic = topic;
    return options;
  }
  static std::size_t count(const AlarmReport& report, const std::string& result) {
    return static_cast<std::size_t>(
        std::count_if(report.steps.begin(), report.steps.end(),
                      [&](const AlarmStep& step) { return step.result == result; }));
  }
  core::Result<ChosenTrail> chosen() {
    auto cloudtrail = aws_.cloudtrail();
    return choose_trail(trail_facts(cloudtrail, "us-east-1").value(), "us-east-1");
  }
  void make_dead_alarm() {
    aws::MetricAlarm dead;
    dead.name = kDeadAlarm;
    dead.metric = {"AWS/SecretsManager", "UserErrors", {}};
    ASSERT_TRUE(aws_.cloudwatch().put_metric_alarm(dead));
  }

  test::SimulatedAccount aws_;
  AlarmRequest request_;
  AlarmSet set_;
};

TEST_F(AlarmTest, FiltersCountTheSamplesRight) {
  auto logs = aws_.logs();
  const std::string another = "arn:aws:iam::123456789012:role/path/another";
  for (std::size_t roles = 0; roles < 3; ++roles) {
    const auto tested = test_filters(logs, alarm_set(request_).value(), sample_events(request_));
    EXPECT_TRUE(tested) << core::render(tested.error());
    request_.known_roles.push_back(another);
  }
  request_.known_roles.clear();
  const auto tested = test_filters(logs, alarm_set(request_).value(), sample_events(request_));
  EXPECT_TRUE(tested) << core::render(tested.error());
}

TEST_F(AlarmTest, AFilterThatMissesASampleIsFoundOut) {
  auto logs = aws_.logs();
  auto wrong = set_;
  wrong.filters[0].pattern = R"({ $.errorCode = "AccessDeniedException" })";
  EXPECT_EQ(test_filters(logs, wrong, sample_events(request_)).error().code, "alarm.filter_fails");
}

TEST_F(AlarmTest, IsMadeOnceAndThenLeftAlone) {
  aws_.make_trail();
  EXPECT_EQ(count(apply(telling(kTopic)).value(), "made"), 7U);
  EXPECT_EQ(count(apply(telling(kTopic)).value(), "in place"), 7U);
  auto cloudwatch = aws_.cloudwatch();
  const auto alarm = find_alarm(cloudwatch, set_.alarms[0].name).value();
  ASSERT_TRUE(alarm);
  ASSERT_EQ(alarm->alarm.alarm_actions.size(), 1U);
  EXPECT_EQ(alarm->alarm.alarm_actions.front(), kTopic);
}

TEST_F(AlarmTest, IsChangedWhenItTellsAnotherTopic) {
  aws_.make_trail();
  ASSERT_TRUE(apply(telling(kTopic)));
  const auto report = apply(telling("arn:aws:sns:us-east-1:123456789012:others")).value();
  EXPECT_EQ(count(report, "changed"), 4U);
  EXPECT_EQ(count(report, "in place"), 3U);
}

TEST_F(AlarmTest, IsInPlaceForAPlanThatNamesNoTopic) {
  aws_.make_trail();
  ASSERT_TRUE(apply(telling(kTopic)));
  AlarmOptions plan;
  plan.any_action = true;
  plan.dry_run = true;
  EXPECT_EQ(count(apply(plan).value(), "in place"), 7U);
}

TEST_F(AlarmTest, ThatTellsNobodyIsRefusedUnlessAskedFor) {
  aws_.make_trail();
  EXPECT_EQ(apply({}).error().code, "alarm.no_action");
  EXPECT_EQ(apply(telling("arn:aws:s3:::bucket")).error().code, "alarm.bad_topic");
  AlarmOptions silent;
  silent.no_action = true;
  EXPECT_TRUE(apply(silent));
}

TEST_F(AlarmTest, TellsATopicOfItsOwnRegionOnly) {
  auto options = telling(kTopic);
  options.region = "us-east-1";
  EXPECT_TRUE(check_action(options));
  options.region = "eu-central-1";
  const auto refused = check_action(options);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "alarm.bad_topic");
  EXPECT_TRUE(secrets::test::holds(refused.error().advice, "--region eu-central-1"));
  for (const char* topic :
       {"alarms", "arn:aws:sns:us-east-1::alarms", "arn:aws:sns::123456789012:alarms",
        "arn:aws:sns:us-east-1:12345678901a:alarms", "arn:aws:sqs:us-east-1:123456789012:alarms",
        "arn:aws:sns:us-east-1:123456789012:alarms:8a21d249-4329-4871-acc6-7be709c6ea7f"})
    EXPECT_EQ(check_action(telling(topic)).error().code, "alarm.bad_topic") << topic;
}

TEST_F(AlarmTest, IsOnlyPlannedInADryRun) {
  aws_.make_trail();
  auto options = telling(kTopic);
  options.dry_run = true;
  EXPECT_EQ(count(apply(options).value(), "would be made"), 7U);
  EXPECT_TRUE(aws_.logs().describe_metric_filters("trail", "")->empty());
}

TEST_F(AlarmTest, OfOlderInstructionsIsFoundAndDeletedWhenAsked) {
  aws_.make_trail();
  make_dead_alarm();
  auto options = telling(kTopic);
  EXPECT_TRUE(apply(options)->dead_alarm);
  options.replace = true;
  EXPECT_FALSE(apply(options)->dead_alarm);
  auto cloudwatch = aws_.cloudwatch();
  EXPECT_FALSE(has_dead_alarm(cloudwatch).value());
}

TEST_F(AlarmTest, NeedsATrailThatRecordsReads) {
  EXPECT_EQ(chosen().error().code, "alarm.no_trail");
  aws_.make_trail();
  EXPECT_EQ(chosen()->log_group, "trail");
  aws_.call_json(aws::kCloudTrail, "PutEventSelectors", R"({"TrailName":"management",
      "EventSelectors":[{"ReadWriteType":"WriteOnly","IncludeManagementEvents":true}]})");
  EXPECT_TRUE(secrets::test::holds(chosen().error().message, "GetSecretValue"));
  aws_.call_json(aws::kCloudTrail, "PutEventSelectors", R"({"TrailName":"management",
      "EventSelectors":[{"ReadWriteType":"ReadOnly","IncludeManagementEvents":true}]})");
  EXPECT_TRUE(secrets::test::holds(chosen().error().message, "change something"));
}

TEST_F(AlarmTest, LeavesOutATrailThatMayNotBeLookedInto) {
  aws_.make_trail();
  aws_.call_json(aws::kCloudTrail, "CreateTrail",
                 R"({"Name":"anothers","S3BucketName":"bucket","IsMultiRegionTrail":true})");
  const std::string own = "arn:aws:cloudtrail:us-east-1:123456789012:trail/management";
  const auto allowing = [](const std::string& arn) {
    return R"({"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":"cloudtrail:DescribeTrails","Resource":"*"},
        {"Effect":"Allow","Action":"cloudtrail:Get*","Resource":")" +
           arn + "\"}]}";
  };
  aws_.act_as_user_with(allowing(own));
  ASSERT_TRUE(chosen());
  EXPECT_EQ(chosen()->trail, "management");
}

TEST_F(AlarmTest, ReadsTheNewerSelectorsOfATrailToo) {
  aws_.make_trail();
  const auto select = [&](const std::string& more) {
    aws_.call_json(aws::kCloudTrail, "PutEventSelectors",
                   R"({"TrailName":"management","AdvancedEventSelectors":[{"Name":"a",
        "FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]})" +
                       more + "]}]}");
  };
  select("");
  EXPECT_TRUE(chosen());
  select(R"(,{"Field":"readOnly","Equals":["true"]})");
  EXPECT_TRUE(secrets::test::holds(chosen().error().message, "change something"));
}

}  // namespace
}  // namespace atb::account
