#include "secrets/rotation/finish.h"

#include <gtest/gtest.h>

#include "secrets/support/rotation_world.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;

using FinishTest = test::RotationTest;

TEST_F(FinishTest, TheOldKeyIsDeadOnlyWhenBinanceRefusesItAndTakesTheNewOne) {
  ASSERT_TRUE(rotate('b'));
  const auto alive = finish();
  ASSERT_FALSE(alive);
  EXPECT_EQ(alive.error().code, "secrets.old_key_alive");
  EXPECT_TRUE(test::holds(alive.error().message, "****aaaa"));
  keys.erase(test::key_of('a'));
  const auto dead = finish();
  ASSERT_TRUE(dead) << dead.error().message;
  EXPECT_EQ(dead->keys, std::vector<std::string>{"****aaaa (24 characters)"});
  keys.erase(test::key_of('b'));  // as at an address that neither key may be used from
  EXPECT_EQ(finish().error().code, "binance.key_refused");
}

TEST_F(FinishTest, SaysThatARefusalIsNoProofOfDeath) {
  ASSERT_TRUE(rotate('b'));
  keys.erase(test::key_of('a'));
  EXPECT_TRUE(test::any_holds(finish()->warnings, "address"));
}

TEST_F(FinishTest, AsksAboutEveryOtherKeyThatTheVersionsHold) {
  ASSERT_TRUE(rotate('b'));
  ASSERT_TRUE(abort());
  ASSERT_TRUE(rotate('c'));
  keys.erase(test::key_of('b'));
  EXPECT_TRUE(test::holds(finish().error().message, "the old key ****aaaa (24 characters) still"));
  ASSERT_TRUE(rotate('d'));
  const auto alive = finish();
  EXPECT_TRUE(test::holds(alive.error().message, "****cccc"));
  EXPECT_TRUE(test::holds(alive.error().message, "****aaaa"));
  EXPECT_FALSE(test::holds(alive.error().message, "****bbbb"));
  keys.erase(test::key_of('a'));
  keys.erase(test::key_of('c'));
  EXPECT_EQ(finish()->keys.size(), 3U);
}

TEST_F(FinishTest, IsNotMisledByAVersionThatWasNeverInForce) {
  ASSERT_TRUE(rotate('b'));
  // Stored by another writer who lost, with a key that Binance has never heard of.
  tick();
  auto values = in_force();
  for (const auto& [name, value] : test::pair_of_letter('x')) values.set(name, value.clone());
  const auto json = settings::render_secret_json(values);
  ASSERT_TRUE(manager.put_secret_value("s", json, std::string(32, 'x'), {"AWSPENDING"}));
  ASSERT_TRUE(set("LOG_LEVEL", "DEBUG"));
  EXPECT_TRUE(test::holds(finish().error().message, "****aaaa"));
}

TEST_F(FinishTest, AKeyWhoseSecretAloneIsWrongIsAlive) {
  ASSERT_TRUE(rotate('b'));
  answers[test::key_of('a')] = {ErrorKind::settings, "binance.signature_refused", "-1022", ""};
  EXPECT_EQ(finish().error().code, "secrets.old_key_alive");
}

TEST_F(FinishTest, AFailureOnTheWayIsNoAnswer) {
  ASSERT_TRUE(rotate('b'));
  answers[test::key_of('a')] = {ErrorKind::temporary, "binance.unreachable", "busy", ""};
  EXPECT_EQ(finish().error().kind, ErrorKind::temporary);
  answers.clear();
  let_befall("ListSecretVersionIds", test::Mishap::throttled);
  EXPECT_EQ(finish().error().kind, ErrorKind::temporary);
}

TEST_F(FinishTest, NeedsAnotherPairToAskAbout) {
  EXPECT_EQ(finish().error().code, "secrets.no_old_pair");
}

}  // namespace
}  // namespace atb::secrets
