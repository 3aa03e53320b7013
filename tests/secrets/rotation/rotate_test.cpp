#include "secrets/rotation/rotate.h"

#include <gtest/gtest.h>

#include "secrets/support/rotation_world.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using test::key_of;
using test::kProduction;
using test::Mishap;
using test::pair_of_letter;

using RotateTest = test::RotationTest;

TEST_F(RotateTest, ChangesThePairAndNothingElse) {
  const auto before = in_force();
  ASSERT_TRUE(rotate('b'));
  EXPECT_EQ(settings::difference(before, in_force()).changed,
            (std::vector<std::string>{"BINANCE_API_KEY", "BINANCE_API_SECRET"}));
}

TEST_F(RotateTest, OfThePairInForceChangesNothingAndNamesTheOneBefore) {
  ASSERT_TRUE(rotate('b'));
  const auto again = plan('b');
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_TRUE(again->change.changes().empty());
  EXPECT_EQ(again->old_key, "****aaaa (24 characters)");
}

TEST_F(RotateTest, NamesBothKeysMasked) {
  const auto planned = plan('b');
  ASSERT_TRUE(planned);
  EXPECT_EQ(planned->old_key, "****aaaa (24 characters)");
  EXPECT_EQ(planned->new_key, "****bbbb (24 characters)");
}

TEST_F(RotateTest, RefusesAKeyThatLetsMoneyOutOrCannotTrade) {
  keys[key_of('b')].dangerous = {"enableWithdrawals"};
  keys[key_of('b')].ip_restricted = false;
  const auto planned = plan('b');
  ASSERT_FALSE(planned);
  EXPECT_EQ(planned.error().code, "secrets.key_unfit");
  EXPECT_EQ(planned.error().kind, ErrorKind::refused);
  EXPECT_TRUE(test::holds(planned.error().advice, "enableWithdrawals"));
  EXPECT_TRUE(test::holds(planned.error().advice, "address"));
}

TEST_F(RotateTest, RefusesAKeyThatBinanceDoesNotTake) {
  keys.erase(key_of('b'));
  EXPECT_EQ(plan('b').error().code, "binance.key_refused");
}

TEST_F(RotateTest, RefusesAKeyOfAnotherAccount) {
  keys[key_of('b')] = test::good_key("8");
  EXPECT_EQ(plan('b').error().code, "secrets.other_account");
}

TEST_F(RotateTest, GoesOnWithAWarningWhenTheOldKeyIsAlreadyDead) {
  keys.erase(key_of('a'));
  const auto planned = plan('b');
  ASSERT_TRUE(planned) << planned.error().message;
  EXPECT_TRUE(test::any_holds(planned->warnings, "one account could not be asked"));
}

TEST_F(RotateTest, DoesNotGoOnWhenTheAccountsCouldNotBeComparedForAFailureOnTheWay) {
  for (const char* code : {"binance.unreachable", "binance.clock"}) {
    answers[key_of('a')] = {ErrorKind::temporary, code, "busy", ""};
    const auto planned = plan('b');
    ASSERT_FALSE(planned);
    EXPECT_EQ(planned.error().kind, ErrorKind::temporary);
    EXPECT_EQ(core::exit_code(planned.error().kind), 6);
  }
  answers[key_of('a')] = {ErrorKind::not_authorised, "binance.location_refused", "451", ""};
  EXPECT_FALSE(plan('b'));
}

TEST_F(RotateTest, RefusesThePairInForceAndHalfOfIt) {
  EXPECT_EQ(plan('a').error().code, "secrets.same_key");
  auto pair = pair_of_letter('b');
  pair.set("BINANCE_API_KEY", core::SecretString{key_of('a')});
  EXPECT_EQ(plan_rotation(manager, kProduction, std::move(pair), check(), aws.now).error().code,
            "secrets.same_key");
}

TEST_F(RotateTest, TakesNoTemporaryFailureForTheAbsenceOfAnOlderPair) {
  ASSERT_TRUE(rotate('b'));
  let_befall("ListSecretVersionIds", Mishap::throttled);
  EXPECT_EQ(plan('b').error().kind, ErrorKind::temporary);
}

TEST_F(RotateTest, RefusesTheKeyOfTheOtherEnvironment) {
  aws.make("{\"BINANCE_API_KEY\":\"" + key_of('b') + "\"}", "ai-trading-bot/staging");
  EXPECT_EQ(plan('b').error().code, "secrets.shared_key");
}

TEST_F(RotateTest, StoresNoUncheckedKeyForProduction) {
  EXPECT_EQ(plan_rotation(manager, kProduction, pair_of_letter('b'), {}, aws.now).error().code,
            "secrets.unchecked_key");
}

}  // namespace
}  // namespace atb::secrets
