#include "secrets/show.h"

#include <gtest/gtest.h>

#include "secrets/support/build.h"

namespace atb::secrets {
namespace {

using settings::Environment;

const auto kNow = core::Timestamp::from_ms(1'700'000'000'000);

TEST(Show, MasksSecretsAndShowsTheRest) {
  const auto shown =
      show(test::secret_of(
               R"({"BINANCE_API_KEY":"abcdefghijklmnopqrst","TRADING_MODE":"paper","X":"hidden"})"),
           Environment::staging, {}, kNow);
  ASSERT_TRUE(shown);
  ASSERT_EQ(shown->settings.size(), 3U);
  EXPECT_EQ(shown->settings[0].text, "****qrst (20 characters)");
  EXPECT_EQ(shown->settings[0].characters, 20U);
  EXPECT_TRUE(shown->settings[0].secret);
  EXPECT_EQ(shown->settings[1].text, "paper");
  EXPECT_FALSE(shown->settings[1].secret);
  EXPECT_EQ(shown->settings[2].text, "**** (6 characters)");
  EXPECT_FALSE(shown->settings[2].known);
}

TEST(Show, NamesWhatIsWrongInsteadOfFailing) {
  const auto shown =
      show(test::secret_of(R"({"TRADING_MODE":"hidden"})"), Environment::staging, {}, kNow);
  ASSERT_TRUE(shown);
  EXPECT_TRUE(test::any_holds(shown->faults, "TRADING_MODE must be paper or live"));
  EXPECT_TRUE(test::any_holds(shown->faults, "BINANCE_API_KEY is missing"));
  EXPECT_FALSE(test::any_holds(shown->faults, "hidden"));
}

TEST(Show, RefusesWhatIsNoSetOfSettings) {
  EXPECT_EQ(show(test::secret_of("{...}"), Environment::staging, {}, kNow).error().kind,
            core::ErrorKind::settings);
}

TEST(Show, HidesANameThatMayBeAPastedKey) {
  const auto shown = show(test::secret_of(R"({"aB3dE5gH7jK9mN1pQ3sT":"x","_other":"y"})"),
                          Environment::staging, {}, kNow);
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->settings[0].name, "****Q3sT (20 characters)");
  EXPECT_EQ(shown->settings[1].name, "_other");
}

TEST(Show, RemindsOfAKeyThatIsOlderThanTheVersion) {
  auto secret = test::secret_of(R"({"BINANCE_API_KEY":"abcdefghijklmnopqrst"})");
  secret.created = kNow - core::Duration::days(1);
  const auto since = kNow - core::Duration::days(90);
  EXPECT_TRUE(
      test::any_holds(show(secret, Environment::staging, since, kNow)->warnings, "90 days old"));
}

TEST(Show, RemindsOfAnOldKeyWhoseHistoryIsNotKnown) {
  auto secret = test::secret_of(R"({"BINANCE_API_KEY":"abcdefghijklmnopqrst"})");
  secret.created = kNow - core::Duration::days(31);
  EXPECT_TRUE(
      test::any_holds(show(secret, Environment::staging, {}, kNow)->warnings, "31 days old"));
  secret.created = kNow - core::Duration::days(29);
  EXPECT_FALSE(test::any_holds(show(secret, Environment::staging, {}, kNow)->warnings, "days old"));
}

}  // namespace
}  // namespace atb::secrets
