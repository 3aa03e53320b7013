#include "secrets/rotation/old_pairs.h"

#include <gtest/gtest.h>

#include "secrets/support/rotation_world.h"

namespace atb::secrets {
namespace {

using test::Mishap;

class OldPairsTest : public test::RotationTest {
 protected:
  core::Result<OldPairs> find() { return find_old_pairs(manager, test::kProduction, in_force()); }
  std::string letters() {
    std::string found;
    const auto old = find();
    for (const auto& old_pair : old->pairs)
      found += old_pair.pair.find("BINANCE_API_KEY")->reveal().front();
    return found;
  }
};

TEST(AbortToken, SaysThatAnAbortMadeTheVersionAndFitsAws) {
  const auto token = abort_token(std::string(36, 'u'));
  EXPECT_TRUE(is_of_abort(token));
  EXPECT_FALSE(is_of_abort(std::string(36, 'u')));
  EXPECT_LE(token.size(), 64U);
}

TEST_F(OldPairsTest, ThatOfAwspreviousIsFirstAndSurelyWasInForce) {
  ASSERT_TRUE(rotate('b'));
  ASSERT_TRUE(rotate('c'));
  EXPECT_EQ(letters(), "ba");
  EXPECT_TRUE(find()->pairs[0].was_in_force);
  EXPECT_FALSE(find()->pairs[1].was_in_force);
}

TEST_F(OldPairsTest, EachIsNamedOnceAndTheKeyInForceIsNoneOfThem) {
  ASSERT_TRUE(rotate('b'));
  ASSERT_TRUE(set("LOG_LEVEL", "DEBUG"));
  ASSERT_TRUE(rotate('a'));
  ASSERT_TRUE(rotate('c'));
  EXPECT_EQ(letters(), "ab");
}

TEST_F(OldPairsTest, WhatIsOnlyPendingIsNone) {
  let_befall("UpdateSecretVersionStage", Mishap::server_error);
  ASSERT_FALSE(rotate('b'));
  EXPECT_EQ(letters(), "");
}

TEST_F(OldPairsTest, AVersionWithoutSettingsIsNamedAndOneThatCannotBeReadIsAnError) {
  ASSERT_TRUE(
      manager.put_secret_value("s", net::to_body("no json"), std::string(32, 'x'), {"mine"}));
  ASSERT_TRUE(rotate('b'));
  EXPECT_TRUE(test::any_holds(find()->unread, std::string(32, 'x')));
  EXPECT_EQ(letters(), "a");
  let_befall("GetSecretValue", Mishap::denied);
  const auto old = find();
  ASSERT_FALSE(old);
  EXPECT_EQ(old.error().kind, core::ErrorKind::not_authorised);
}

TEST_F(OldPairsTest, TellWhichKeyWasGoneBackFrom) {
  ASSERT_TRUE(rotate('b'));
  EXPECT_EQ(find()->gone_back_from, "");
  ASSERT_TRUE(abort());
  EXPECT_EQ(find()->gone_back_from, "****bbbb (24 characters)");
  ASSERT_TRUE(rotate('b'));
  EXPECT_EQ(find()->gone_back_from, "");
}

}  // namespace
}  // namespace atb::secrets
