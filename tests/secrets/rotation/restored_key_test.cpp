#include "secrets/rotation/restored_key.h"

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
const std::string kOld(24, 'k');
const std::string kNew(24, 'n');

std::string text_of(const Values& values) {
  const auto json = settings::render_secret_json(values);
  return {json.begin(), json.end()};
}

binance::KeyFacts good_key() {
  binance::KeyFacts facts;
  facts.reading = facts.spot_trading = facts.ip_restricted = facts.can_trade = true;
  facts.created = kNow;
  return facts;
}

/// The first version holds the old key, the one in force the new one.
class RestoredKey : public ::testing::Test {
 protected:
  RestoredKey() {
    world.make(text_of(test::good_values()));
    put("BINANCE_API_KEY", kNew);
    binance[kOld] = binance[kNew] = good_key();
  }

  void put(std::string_view name, std::string_view value) {
    auto values = *settings::parse_secret_json(world.current().text);
    values.set(name, core::SecretString{value});
    EXPECT_TRUE(manager.put_secret_value("s", net::to_body(text_of(values)),
                                         std::string(31, 'x') + std::to_string(++puts_),
                                         {"AWSCURRENT"}));
  }

  CheckKey check() {
    return [this](const binance::KeyPair& pair) -> core::Result<binance::KeyFacts> {
      ++asked;
      const auto found = binance.find(std::string{pair.key.reveal()});
      if (found == binance.end())
        return core::fail(ErrorKind::not_authorised, "binance.key_refused", "-2015");
      return found->second;
    };
  }

  core::Result<std::vector<std::string>> judge(const CheckKey& ask,
                                               Environment environment = Environment::production) {
    ATB_ASSIGN(const auto plan, plan_rollback(manager, {environment, "s"}, {}));
    return check_restored_pair(manager, plan, ask, kNow);
  }

  test::SimulatedAws world;
  test::DirectLine line{world};
  aws::SecretsManager manager = world.manager(line);
  std::map<std::string, binance::KeyFacts> binance;
  int asked = 0;

 private:
  int puts_ = 0;
};

TEST_F(RestoredKey, ThatWorksIsNamedMasked) {
  const auto judged = judge(check());
  ASSERT_TRUE(judged) << judged.error().message;
  ASSERT_EQ(judged->size(), 2U);
  EXPECT_TRUE(test::holds(judged->front(), "from ****nnnn (24 characters) to ****kkkk"));
  EXPECT_TRUE(test::holds(judged->back(), "not compared"));  // "s" does not name the other secret
}

TEST_F(RestoredKey, ThatIsDeadIsRefused) {
  binance.erase(kOld);
  const auto judged = judge(check());
  ASSERT_FALSE(judged);
  EXPECT_EQ(judged.error().code, "secrets.old_key_dead");
  EXPECT_EQ(judged.error().kind, ErrorKind::refused);
  EXPECT_FALSE(test::holds(judged.error().message, kOld));
}

TEST_F(RestoredKey, ThatLetsMoneyOutIsRefused) {
  binance[kOld].dangerous = {"enableWithdrawals"};
  const auto judged = judge(check());
  EXPECT_EQ(judged.error().code, "secrets.key_unfit");
  EXPECT_TRUE(test::holds(judged.error().advice, "enableWithdrawals"));
}

TEST_F(RestoredKey, OfTheOtherEnvironmentIsRefused) {
  world.make(R"({"BINANCE_API_KEY":")" + kOld + R"("})", "ai-trading-bot/staging");
  EXPECT_EQ(judge(check()).error().code, "secrets.shared_key");
}

TEST_F(RestoredKey, IsAskedAboutByBinanceOrNotRestored) {
  EXPECT_EQ(judge({}).error().code, "secrets.unchecked_key");
  const auto staging = judge({}, Environment::staging);
  ASSERT_TRUE(staging);
  EXPECT_TRUE(test::any_holds(*staging, "not checked with Binance"));
  const auto lost = judge([](const binance::KeyPair&) -> core::Result<binance::KeyFacts> {
    return core::fail(ErrorKind::temporary, "net.connection_lost", "lost");
  });
  EXPECT_EQ(lost.error().kind, ErrorKind::temporary);
}

TEST_F(RestoredKey, WhereThePairStaysNobodyIsAsked) {
  put("LOG_LEVEL", "DEBUG");
  const auto judged = judge(check());
  ASSERT_TRUE(judged);
  EXPECT_TRUE(judged->empty());
  EXPECT_EQ(asked, 0);
}

TEST_F(RestoredKey, OfAnExampleIsNotAskedAbout) {
  put("BINANCE_API_KEY", "none");
  put("BINANCE_API_KEY", kNew);
  const auto judged = judge(check());
  ASSERT_TRUE(judged) << judged.error().message;
  EXPECT_TRUE(test::any_holds(*judged, "changes the Binance key"));
  EXPECT_EQ(asked, 0);
}

}  // namespace
}  // namespace atb::secrets
