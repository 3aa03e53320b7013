#include "secrets/rotation/key_rules.h"

#include <gtest/gtest.h>

#include "secrets/support/build.h"

namespace atb::secrets {
namespace {

using settings::Environment;

const auto kNow = core::Timestamp::from_ms(1'700'000'000'000);

binance::KeyFacts good_key() {
  binance::KeyFacts facts;
  facts.reading = facts.spot_trading = facts.ip_restricted = facts.can_trade = true;
  facts.created = kNow;
  return facts;
}

TEST(KeyRules, AGoodKeyPassesInBothEnvironments) {
  for (const auto environment : {Environment::staging, Environment::production}) {
    const auto verdict = judge_key(good_key(), environment, kNow);
    EXPECT_TRUE(verdict.faults.empty());
    EXPECT_TRUE(verdict.warnings.empty());
  }
}

TEST(KeyRules, MoneyOutOfTheAccountIsRefusedEverywhere) {
  auto key = good_key();
  key.dangerous = {"enableWithdrawals", "permitsUniversalTransfer"};
  const auto verdict = judge_key(key, Environment::staging, kNow);
  EXPECT_TRUE(test::any_holds(verdict.faults, "enableWithdrawals, permitsUniversalTransfer"));
}

TEST(KeyRules, ARightThatIsNeitherTrueNorFalseIsRefusedEverywhere) {
  for (const auto environment : {Environment::staging, Environment::production}) {
    auto key = good_key();
    key.malformed = {"enableWithdrawals"};
    EXPECT_TRUE(test::any_holds(judge_key(key, environment, kNow).faults, "enableWithdrawals"));
  }
}

TEST(KeyRules, ProductionWantsToBeToldThatNoMoneyCanGetOut) {
  auto key = good_key();
  key.untold = {"permitsUniversalTransfer"};
  EXPECT_TRUE(test::any_holds(judge_key(key, Environment::production, kNow).faults,
                              "permitsUniversalTransfer"));
  const auto staging = judge_key(key, Environment::staging, kNow);
  EXPECT_TRUE(staging.faults.empty());
  EXPECT_TRUE(test::any_holds(staging.warnings, "permitsUniversalTransfer"));
}

TEST(KeyRules, ReadingIsNeededEverywhere) {
  auto key = good_key();
  key.reading = false;
  EXPECT_TRUE(test::any_holds(judge_key(key, Environment::staging, kNow).faults, "Reading"));
}

TEST(KeyRules, ProductionNeedsTradingAndAnAddressAndAnAccountThatTrades) {
  for (bool binance::KeyFacts::*right :
       {&binance::KeyFacts::spot_trading, &binance::KeyFacts::ip_restricted,
        &binance::KeyFacts::can_trade, &binance::KeyFacts::rights_known}) {
    auto key = good_key();
    key.*right = false;
    EXPECT_EQ(judge_key(key, Environment::production, kNow).faults.size(), 1U);
    EXPECT_TRUE(judge_key(key, Environment::staging, kNow).faults.empty());
    EXPECT_EQ(judge_key(key, Environment::staging, kNow).warnings.size(), 1U);
  }
}

TEST(KeyRules, NeedlessRightsAndAnOldKeyAreWarnedOf) {
  auto key = good_key();
  key.needless = {"enableFutures"};
  key.created = kNow - core::Duration::days(31);
  key.trading_expires = kNow + core::Duration::days(3);
  const auto verdict = judge_key(key, Environment::production, kNow);
  EXPECT_TRUE(verdict.faults.empty());
  EXPECT_TRUE(test::any_holds(verdict.warnings, "enableFutures"));
  EXPECT_TRUE(test::any_holds(verdict.warnings, "30 days"));
  EXPECT_TRUE(test::any_holds(verdict.warnings, "loses its right to trade"));
}

}  // namespace
}  // namespace atb::secrets
