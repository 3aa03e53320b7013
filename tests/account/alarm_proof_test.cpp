#include "account/alarm_proof.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "account/alarm.h"
#include "account/support/simulated_account.h"
#include "secrets/support/build.h"

namespace atb::account {
namespace {

constexpr const char* kReader = R"({"Version":"2012-10-17","Statement":[
    {"Effect":"Allow","Action":["cloudwatch:*"],"Resource":"*"},
    {"Effect":"Allow","Action":["secretsmanager:GetSecretValue"],
     "Resource":"arn:aws:secretsmanager:us-east-1:123456789012:secret:ai-trading-bot/staging-??????"
    }]})";

class AlarmProofTest : public testing::Test {
 protected:
  AlarmProofTest() {
    aws_.make_trail();
    (void)aws_.make_secret(kSecret);
    AlarmRequest request;
    request.environment = "staging";
    request.secret_name = kSecret;
    set_ = alarm_set(request).value();
    auto cloudtrail = aws_.cloudtrail();
    auto logs = aws_.logs();
    auto cloudwatch = aws_.cloudwatch();
    AlarmOptions options;
    options.no_action = true;
    if (!apply_alarms({cloudtrail, logs, cloudwatch}, "trail", set_, options))
      throw std::logic_error{"no alarms"};
    alarm_ = set_.alarms.front().name;
  }
  core::Result<AlarmProof> wait(core::Duration timeout) {
    auto cloudwatch = aws_.cloudwatch();
    return wait_for_alarm(cloudwatch, {alarm_, since_, timeout}, aws_.surroundings(),
                          [this](const std::string&, core::Duration) { ++looks_; });
  }
  core::Result<void> denied_read() {
    auto manager = aws_.secrets();
    return make_denied_read(manager, kSecret, {"the command there", "the command here"});
  }
  core::Timestamp now() { return aws_.surroundings().now(); }

  static constexpr const char* kSecret = "ai-trading-bot/staging";
  test::SimulatedAccount aws_;
  AlarmSet set_;
  std::string alarm_;
  core::Timestamp since_;
  int looks_ = 0;
};

TEST_F(AlarmProofTest, FiresAfterADeniedRead) {
  aws_.act_as_user_with(kReader);
  ASSERT_TRUE(denied_read());
  const auto proof = wait(core::Duration::minutes(15));
  ASSERT_TRUE(proof) << core::render(proof.error());
  EXPECT_EQ(proof->alarm, "ai-trading-bot-staging-secret-denied");
  EXPECT_GE(proof->waited, core::Duration::minutes(4));  // CloudTrail is late
  EXPECT_FALSE(proof->reason.empty());
  EXPECT_GT(looks_, 0);
}

TEST_F(AlarmProofTest, IsNotAFiringFromBeforeTheRead) {
  aws_.act_as_user_with(kReader);
  ASSERT_TRUE(denied_read());
  const auto first = wait(core::Duration::minutes(15));
  ASSERT_TRUE(first);
  since_ = first->fired + core::Duration::seconds(1);
  const auto second = wait(core::Duration::minutes(15));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "alarm.fires_already");
  EXPECT_EQ(second.error().kind, core::ErrorKind::refused);
  EXPECT_TRUE(secrets::test::holds(second.error().advice, "--since"));
  since_ = first->fired;
  EXPECT_TRUE(wait(core::Duration::minutes(15)));
}

TEST_F(AlarmProofTest, CountsWhateverComesAfterTheQuietThatWasSeen) {
  auto cloudwatch = aws_.cloudwatch();
  since_ = check_quiet(cloudwatch, alarm_).value();
  EXPECT_LE(since_, now());
  aws_.act_as_user_with(kReader);
  ASSERT_TRUE(denied_read());
  EXPECT_TRUE(wait(core::Duration::minutes(15)));
}

TEST_F(AlarmProofTest, StaysQuietWithoutOne) {
  since_ = now();
  const auto proof = wait(core::Duration::minutes(15));
  ASSERT_FALSE(proof);
  EXPECT_TRUE(secrets::test::holds(proof.error().advice,
                                   "alarm --prove --wait-only --since " + core::to_text(since_)));
  EXPECT_EQ(proof.error().code, "alarm.not_proven");
  EXPECT_EQ(proof.error().kind, core::ErrorKind::temporary);
}

TEST_F(AlarmProofTest, IsNotStartedWhileTheAlarmFires) {
  auto cloudwatch = aws_.cloudwatch();
  EXPECT_TRUE(check_quiet(cloudwatch, alarm_));
  aws_.act_as_user_with(kReader);
  ASSERT_TRUE(denied_read());
  ASSERT_TRUE(wait(core::Duration::minutes(15)));
  EXPECT_EQ(check_quiet(cloudwatch, alarm_).error().code, "alarm.fires_already");
}

TEST_F(AlarmProofTest, NeedsSomebodyToWhomSomethingIsDenied) {
  const auto as_root = denied_read();
  ASSERT_FALSE(as_root);
  EXPECT_EQ(as_root.error().code, "alarm.nothing_denied");
  EXPECT_TRUE(secrets::test::holds(as_root.error().advice, "host: the command there"));
  EXPECT_TRUE(secrets::test::holds(as_root.error().advice, "here: the command here"));
  (void)aws_.make_secret(proof_name(kSecret));
  EXPECT_EQ(denied_read().error().code, "alarm.proof_exists");
}

TEST_F(AlarmProofTest, SaysWhenThereIsNoAlarm) {
  alarm_ = "another";
  EXPECT_EQ(wait(core::Duration::minutes(1)).error().kind, core::ErrorKind::not_found);
}

}  // namespace
}  // namespace atb::account
