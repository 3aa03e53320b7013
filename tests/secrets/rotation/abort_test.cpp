#include "secrets/rotation/abort.h"

#include <gtest/gtest.h>

#include "secrets/support/rotation_world.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using test::Mishap;

using AbortTest = test::RotationTest;

TEST_F(AbortTest, PutsTheOldPairBackAndKeepsTheRest) {
  const auto before = in_force();
  ASSERT_TRUE(rotate('b'));
  const auto back = abort();
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->way, AbortWay::go_back);
  EXPECT_EQ(back->in_force, "****aaaa (24 characters)");
  EXPECT_EQ(back->rejected_key, "****bbbb (24 characters)");
  EXPECT_TRUE(settings::difference(before, in_force()).empty());
}

TEST_F(AbortTest, DoneTwiceDoesNothingTheSecondTime) {
  ASSERT_TRUE(rotate('b'));
  ASSERT_TRUE(abort());
  const auto again = abort();
  ASSERT_TRUE(again);
  EXPECT_EQ(again->way, AbortWay::nothing);
  EXPECT_EQ(again->rejected_key, "****bbbb (24 characters)");
  EXPECT_EQ(key(), 'a');
}

TEST_F(AbortTest, GoesBackFromAPairThatWasAbortedBeforeAndRotatedInAgain) {
  ASSERT_TRUE(rotate('b'));
  ASSERT_TRUE(abort());
  ASSERT_TRUE(rotate('b'));
  const auto back = abort();
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->way, AbortWay::go_back);
  EXPECT_EQ(key(), 'a');
}

TEST_F(AbortTest, RemembersItsWayBackBeyondLaterChangesOfOtherSettings) {
  ASSERT_TRUE(rotate('b'));
  ASSERT_TRUE(abort());
  ASSERT_TRUE(set("LOG_LEVEL", "DEBUG"));
  ASSERT_TRUE(set("LOG_LEVEL", "INFO"));
  EXPECT_EQ(abort()->way, AbortWay::nothing);
  EXPECT_EQ(key(), 'a');
}

TEST_F(AbortTest, DoesNothingAfterARollbackFromTheNewPair) {
  ASSERT_TRUE(rotate('b'));
  const auto previous = aws.version_with("AWSPREVIOUS");
  ASSERT_TRUE(manager.update_secret_version_stage(
      "s", {.stage = "AWSCURRENT", .remove_from = aws.current().version_id, .move_to = previous}));
  ASSERT_EQ(key(), 'a');
  EXPECT_EQ(abort()->way, AbortWay::nothing);
  EXPECT_EQ(key(), 'a');
}

TEST_F(AbortTest, DoesNotGoBackToADeadKey) {
  ASSERT_TRUE(rotate('b'));
  keys.erase(test::key_of('a'));
  EXPECT_EQ(abort().error().code, "secrets.old_key_dead");
  EXPECT_EQ(key(), 'b');
}

TEST_F(AbortTest, OfASecondRotationIntoOnePairAfterTheOldKeyDiedIsRefusedToo) {
  ASSERT_TRUE(rotate('b'));
  ASSERT_TRUE(abort());
  ASSERT_TRUE(rotate('b'));
  keys.erase(test::key_of('a'));
  ASSERT_TRUE(finish());
  EXPECT_EQ(abort().error().code, "secrets.old_key_dead");
  EXPECT_EQ(key(), 'b');
}

TEST_F(AbortTest, TakesNoTemporaryFailureForADeadKey) {
  ASSERT_TRUE(rotate('b'));
  answers[test::key_of('a')] = {ErrorKind::temporary, "binance.unreachable", "busy", ""};
  EXPECT_EQ(abort().error().kind, ErrorKind::temporary);
}

TEST_F(AbortTest, IsRefusedWhereNoLabelSaysWhatWasBefore) {
  ASSERT_TRUE(rotate('b'));
  ASSERT_TRUE(set("LOG_LEVEL", "DEBUG"));
  const auto back = abort();
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, "secrets.old_pair_unsure");
  EXPECT_TRUE(test::holds(back.error().advice, "--to " + std::string(32, '0')));
  EXPECT_EQ(key(), 'b');
}

TEST_F(AbortTest, HasNothingToGoBackToBeforeTheFirstRotation) {
  EXPECT_EQ(abort().error().code, "secrets.no_old_pair");
}

TEST_F(AbortTest, OfAnInterruptedRotationOnlyTakesItsLabelOffHoweverOften) {
  ASSERT_TRUE(rotate('b'));
  let_befall("UpdateSecretVersionStage", Mishap::server_error);
  ASSERT_FALSE(rotate('c'));
  line.befalls = nullptr;
  const auto given_up = abort();
  ASSERT_TRUE(given_up) << given_up.error().message;
  EXPECT_EQ(given_up->way, AbortWay::give_up);
  EXPECT_EQ(given_up->rejected_key, "****cccc (24 characters)");
  EXPECT_EQ(given_up->in_force, "****bbbb (24 characters)");
  EXPECT_EQ(aws.version_with("AWSPENDING"), "");
  EXPECT_EQ(abort()->way, AbortWay::nothing);
  EXPECT_EQ(key(), 'b');
}

TEST_F(AbortTest, ThatWasInterruptedIsFinishedByTheNext) {
  ASSERT_TRUE(rotate('b'));
  let_befall("UpdateSecretVersionStage", Mishap::server_error);
  ASSERT_FALSE(abort());
  line.befalls = nullptr;
  ASSERT_EQ(key(), 'b');
  EXPECT_EQ(abort()->way, AbortWay::go_back);
  EXPECT_EQ(key(), 'a');
  EXPECT_EQ(abort()->way, AbortWay::nothing);
}

TEST_F(AbortTest, ThatWasInterruptedIsNoRotationThatALaterRunFinishes) {
  ASSERT_TRUE(rotate('b'));
  let_befall("UpdateSecretVersionStage", Mishap::server_error);
  ASSERT_FALSE(abort());
  line.befalls = nullptr;
  ASSERT_TRUE(rotate('a'));
  ASSERT_EQ(key(), 'a');
  EXPECT_EQ(abort()->way, AbortWay::go_back);
  EXPECT_EQ(key(), 'b');
}

TEST_F(AbortTest, IsNotMadeUncheckedInProduction) {
  EXPECT_EQ(plan_abort(manager, test::kProduction, {}).error().code, "secrets.unchecked_key");
}

}  // namespace
}  // namespace atb::secrets
