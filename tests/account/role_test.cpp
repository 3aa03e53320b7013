#include "account/role.h"

#include <gtest/gtest.h>

#include "account/support/simulated_account.h"
#include "secrets/support/build.h"

namespace atb::account {
namespace {

class RoleTest : public testing::Test {
 protected:
  RoleTest() {
    auto manager = aws_.secrets();
    auto sts = aws_.sts();
    plan_ =
        plan_policy(manager, sts, {settings::Environment::staging, "ai-trading-bot/staging"}, {})
            .value();
  }
  core::Result<RoleReport> apply(bool dry_run = false) {
    auto iam = aws_.iam();
    return apply_role(iam, plan_, {.name = "bot", .apply = {.dry_run = dry_run}});
  }
  static std::string results_of(const RoleReport& report) {
    std::string text;
    for (const auto& step : report.steps) text += step.result + ";";
    return text;
  }

  test::SimulatedAccount aws_;
  PolicyPlan plan_;
};

TEST_F(RoleTest, HasAllThatAnInstanceNeedsAfterOneRun) {
  const auto report = apply().value();
  EXPECT_EQ(results_of(report), "made;made;attached;made;added;");
  EXPECT_EQ(report.role_arn, "arn:aws:iam::123456789012:role/bot");
  auto iam = aws_.iam();
  EXPECT_EQ(iam.get_instance_profile("bot")->roles.front().name, "bot");
  EXPECT_EQ(iam.list_attached_role_policies("bot")->front().arn, plan_.arn);
  EXPECT_TRUE(same_policy(iam.get_role("bot")->trust_policy, ec2_trust_policy("aws")));
}

TEST_F(RoleTest, IsLeftAloneByTheSecondRun) {
  ASSERT_TRUE(apply());
  EXPECT_EQ(results_of(apply().value()), "in place;in place;in place;in place;in place;");
}

TEST_F(RoleTest, IsFinishedWhereAnEarlierRunWasCutOff) {
  ASSERT_TRUE(aws_.iam().create_role("bot", ec2_trust_policy("aws"), ""));
  EXPECT_EQ(results_of(apply().value()), "made;in place;attached;made;added;");
}

TEST_F(RoleTest, IsOnlyLookedAtInADryRun) {
  const auto report = apply(true).value();
  EXPECT_EQ(results_of(report),
            "would be made;would be made;would be attached;would be made;would be added;");
  EXPECT_EQ(aws_.iam().get_role("bot").error().kind, core::ErrorKind::not_found);
}

TEST_F(RoleTest, IsRefusedWhenOthersMayTakeItOn) {
  std::string trust = ec2_trust_policy("aws");
  trust.replace(trust.find("ec2."), 4, "lambda.");
  ASSERT_TRUE(aws_.iam().create_role("bot", trust, ""));
  EXPECT_EQ(apply().error().code, "role.other_trust");
  EXPECT_EQ(aws_.iam().get_policy(plan_.arn).error().kind, core::ErrorKind::not_found);
}

TEST_F(RoleTest, IsRefusedWhenItsProfileHoldsAnotherRole) {
  auto iam = aws_.iam();
  ASSERT_TRUE(iam.create_role("other", ec2_trust_policy("aws"), ""));
  ASSERT_TRUE(iam.create_instance_profile("bot"));
  ASSERT_TRUE(iam.add_role_to_instance_profile("bot", "other"));
  EXPECT_EQ(apply().error().code, "role.other_profile");
  EXPECT_EQ(iam.get_policy(plan_.arn).error().kind, core::ErrorKind::not_found);
  EXPECT_EQ(iam.get_role("bot").error().kind, core::ErrorKind::not_found);
}

TEST_F(RoleTest, WarnsOfWhateverElseTheRoleMayDo) {
  ASSERT_TRUE(apply());
  auto iam = aws_.iam();
  const auto other = iam.create_policy("other", plan_.text, "").value();
  ASSERT_TRUE(iam.attach_role_policy("bot", other.arn));
  EXPECT_TRUE(secrets::test::any_holds(apply()->warnings, "another policy too: other"));
}

TEST_F(RoleTest, NamesTheCommandsThatAreLeftToAPerson) {
  EXPECT_TRUE(secrets::test::holds(steps_by_hand("bot", "eu-central-1"),
                                   "associate-iam-instance-profile --region eu-central-1"));
  EXPECT_TRUE(secrets::test::holds(steps_by_hand("bot", "eu-central-1"), "Name=bot"));
}

TEST_F(RoleTest, RefusesNamesThatAreTooLong) {
  auto iam = aws_.iam();
  EXPECT_EQ(apply_role(iam, plan_, {.name = std::string(65, 'r'), .apply = {}}).error().code,
            "role.bad_name");
}

}  // namespace
}  // namespace atb::account
