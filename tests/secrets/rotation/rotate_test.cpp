#include "secrets/rotation/rotate.h"

#include <gtest/gtest.h>

#include "secrets/support/build.h"
#include "secrets/support/simulated_aws.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using settings::Environment;
using settings::Values;

const auto kNow = core::Timestamp::from_ms(1'700'000'000'000);
const Target kProduction{Environment::production, "s"};
const std::string kToken(32, 'n');
const std::string kOldKey(24, 'k');
const std::string kNewKey(24, 'n');

Values new_pair() {
  Values pair;
  pair.set("BINANCE_API_KEY", core::SecretString{kNewKey});
  pair.set("BINANCE_API_SECRET", core::SecretString{std::string(24, 'm')});
  return pair;
}

binance::KeyFacts good_key(std::string_view account = "7") {
  binance::KeyFacts facts;
  facts.reading = facts.spot_trading = facts.ip_restricted = facts.can_trade = true;
  facts.created = kNow;
  facts.account_uid = account;
  return facts;
}

class RotateTest : public ::testing::Test {
 protected:
  RotateTest() {
    auto values = test::good_values();
    values.set("ENVIRONMENT", core::SecretString{"production"});
    const auto json = settings::render_secret_json(values);
    world.make({json.begin(), json.end()});
    binance[kOldKey] = good_key();
    binance[kNewKey] = good_key();
  }

  /// Binance: what stands in the map works, everything else is refused as it refuses.
  CheckKey check() {
    return [this](const binance::KeyPair& pair) -> core::Result<binance::KeyFacts> {
      const auto found = binance.find(std::string{pair.key.reveal()});
      if (found == binance.end())
        return core::fail(ErrorKind::not_authorised, "binance.key_refused", "-2015");
      return found->second;
    };
  }
  core::Result<RotationPlan> plan() {
    return plan_rotation(manager, kProduction, new_pair(), check(), kNow);
  }
  void rotate() {
    const auto planned = plan();
    ASSERT_TRUE(planned) << planned.error().message;
    ASSERT_TRUE(apply_change(manager, planned->change, kToken));
  }
  Values in_force() { return *settings::parse_secret_json(world.current().text); }
  std::string key_in_force() { return std::string{in_force().find("BINANCE_API_KEY")->reveal()}; }

  test::SimulatedAws world;
  test::DirectLine line{world};
  aws::SecretsManager manager = world.manager(line);
  std::map<std::string, binance::KeyFacts> binance;
};

TEST_F(RotateTest, ChangesThePairAndNothingElse) {
  const auto before = in_force();
  rotate();
  EXPECT_EQ(settings::difference(before, in_force()).changed,
            (std::vector<std::string>{"BINANCE_API_KEY", "BINANCE_API_SECRET"}));
  EXPECT_EQ(plan()->change.changes().empty(), true);
}

TEST_F(RotateTest, NamesBothKeysMasked) {
  const auto planned = plan();
  ASSERT_TRUE(planned);
  EXPECT_EQ(planned->old_key, "****kkkk (24 characters)");
  EXPECT_EQ(planned->new_key, "****nnnn (24 characters)");
}

TEST_F(RotateTest, RefusesAKeyThatLetsMoneyOutOrCannotTrade) {
  binance[kNewKey].dangerous = {"enableWithdrawals"};
  binance[kNewKey].ip_restricted = false;
  const auto planned = plan();
  ASSERT_FALSE(planned);
  EXPECT_EQ(planned.error().code, "secrets.key_unfit");
  EXPECT_EQ(planned.error().kind, ErrorKind::refused);
  EXPECT_TRUE(test::holds(planned.error().advice, "enableWithdrawals"));
  EXPECT_TRUE(test::holds(planned.error().advice, "address"));
}

TEST_F(RotateTest, RefusesAKeyThatBinanceDoesNotTake) {
  binance.erase(kNewKey);
  EXPECT_EQ(plan().error().code, "binance.key_refused");
}

TEST_F(RotateTest, RefusesAKeyOfAnotherAccount) {
  binance[kNewKey] = good_key("8");
  EXPECT_EQ(plan().error().code, "secrets.other_account");
}

TEST_F(RotateTest, GoesOnWithAWarningWhenTheOldKeyIsAlreadyDead) {
  binance.erase(kOldKey);
  const auto planned = plan();
  ASSERT_TRUE(planned) << planned.error().message;
  EXPECT_TRUE(test::any_holds(planned->warnings, "one account could not be asked"));
}

TEST_F(RotateTest, RefusesThePairInForceAndHalfOfIt) {
  auto pair = new_pair();
  pair.set("BINANCE_API_KEY", core::SecretString{kOldKey});
  EXPECT_EQ(plan_rotation(manager, kProduction, pair.clone(), check(), kNow).error().code,
            "secrets.same_key");
  pair.set("BINANCE_API_SECRET", core::SecretString{std::string(24, 's')});
  EXPECT_EQ(plan_rotation(manager, kProduction, std::move(pair), check(), kNow).error().code,
            "secrets.same_key");
}

TEST_F(RotateTest, RefusesTheKeyOfTheOtherEnvironment) {
  world.make("{\"BINANCE_API_KEY\":\"" + kNewKey + "\"}", "ai-trading-bot/staging");
  EXPECT_EQ(plan().error().code, "secrets.shared_key");
}

TEST_F(RotateTest, StoresNoUncheckedKeyForProduction) {
  EXPECT_EQ(plan_rotation(manager, kProduction, new_pair(), {}, kNow).error().code,
            "secrets.unchecked_key");
}

TEST_F(RotateTest, TheOldKeyIsDeadOnlyWhenBinanceRefusesItAndTakesTheNewOne) {
  rotate();
  const auto alive = confirm_old_key_dead(manager, kProduction, check());
  ASSERT_FALSE(alive);
  EXPECT_EQ(alive.error().code, "secrets.old_key_alive");
  EXPECT_TRUE(test::holds(alive.error().message, "****kkkk"));
  binance.erase(kOldKey);
  EXPECT_TRUE(confirm_old_key_dead(manager, kProduction, check()));
  binance.erase(kNewKey);  // as at an address that neither key may be used from
  EXPECT_EQ(confirm_old_key_dead(manager, kProduction, check()).error().code,
            "binance.key_refused");
}

TEST_F(RotateTest, AbortPutsTheOldPairBackAndKeepsTheRest) {
  const auto before = in_force();
  rotate();
  const auto back = plan_abort(manager, kProduction, check());
  ASSERT_TRUE(back) << back.error().message;
  ASSERT_TRUE(apply_change(manager, *back, std::string(32, 'x')));
  EXPECT_TRUE(settings::difference(before, in_force()).empty());
}

TEST_F(RotateTest, AbortDoesNotGoBackToADeadKey) {
  rotate();
  binance.erase(kOldKey);
  EXPECT_EQ(plan_abort(manager, kProduction, check()).error().code, "secrets.old_key_dead");
  EXPECT_EQ(key_in_force(), kNewKey);
}

TEST_F(RotateTest, AbortOfAnInterruptedRotationOnlyTakesItsLabelOff) {
  line.befalls = [](const std::string& operation) {
    return operation == "UpdateSecretVersionStage" ? test::Mishap::server_error
                                                   : test::Mishap::none;
  };
  ASSERT_FALSE(apply_change(manager, plan()->change, kToken));
  line.befalls = nullptr;
  ASSERT_EQ(world.version_with("AWSPENDING"), kToken);
  const auto back = plan_abort(manager, kProduction, check());
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_TRUE(back->changes().empty());
  ASSERT_TRUE(apply_change(manager, *back, std::string(32, 'x')));
  EXPECT_EQ(world.version_with("AWSPENDING"), "");
  EXPECT_EQ(key_in_force(), kOldKey);
}

}  // namespace
}  // namespace atb::secrets
