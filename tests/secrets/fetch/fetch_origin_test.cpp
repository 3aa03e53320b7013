#include "secrets/fetch/fetch_origin.h"

#include <gtest/gtest.h>

#include "files/support/sandbox.h"
#include "secrets/support/build.h"
#include "settings/env_file.h"

namespace atb::secrets {
namespace {

constexpr std::string_view kArn =
    "arn:aws:secretsmanager:us-east-1:123456789012:secret:ai-trading-bot/production-AbCdEf";
const Target kStaging{settings::Environment::staging, "ai-trading-bot/staging"};
const Target kProduction{settings::Environment::production, "ai-trading-bot/production"};

class FetchOrigin : public testing::Test {
 protected:
  core::Result<void> check(std::string_view text, const Target& target) const {
    const auto values = settings::parse_env(text);
    return check_same_origin({box / ".env", text, values ? &*values : nullptr}, target);
  }
  files::test::Sandbox box;
};

TEST_F(FetchOrigin, RefusesTheOtherEnvironmentAndNamesTheOption) {
  for (const auto* const text :
       {"ENVIRONMENT=production\n", "TRADING_MODE=live\n",
        "# secret: ai-trading-bot/production\n# version: v1\nTRADING_MODE=paper\n",
        "# secret: ai-trading-bot/production\nbroken line\n"}) {
    const auto checked = check(text, kStaging);
    ASSERT_FALSE(checked) << text;
    EXPECT_EQ(checked.error().code, "secrets.file_of_another");
    EXPECT_EQ(checked.error().kind, core::ErrorKind::refused);
    EXPECT_TRUE(test::holds(checked.error().message, "settings of production, not of staging"));
    EXPECT_TRUE(test::holds(checked.error().advice, "Did you mean --environment production?"));
    EXPECT_TRUE(test::holds(checked.error().advice, "--replace-environment"));
    EXPECT_TRUE(check(text, kProduction)) << text;
  }
  EXPECT_FALSE(check("ENVIRONMENT=staging\nTRADING_MODE=paper\n", kProduction));
}

TEST_F(FetchOrigin, RefusesAnotherSecretOfTheSameEnvironment) {
  const auto checked =
      check("# secret: team/bot\nTRADING_MODE=paper\nENVIRONMENT=staging\n", kStaging);
  ASSERT_FALSE(checked);
  EXPECT_TRUE(test::holds(checked.error().message, "was fetched from team/bot"));
  EXPECT_TRUE(test::holds(checked.error().advice, "Did you mean --secret-id team/bot?"));
}

TEST_F(FetchOrigin, TakesTheNameAndTheArnOfASecretForTheSame) {
  const Target by_arn{settings::Environment::production, std::string{kArn}};
  EXPECT_TRUE(check("# secret: ai-trading-bot/production\nA=1\n", by_arn));
  EXPECT_TRUE(check("# secret: " + std::string{kArn} + "\nA=1\n", kProduction));
}

TEST_F(FetchOrigin, AsksTheRecordWhereTheHeaderIsGone) {
  files::test::put(box / ".env.fetched",
                   "secret: ai-trading-bot/production\nversion: v1\n"
                   "confirmed: 2025-01-02T03:04:05Z\nfile_changed: 2025-01-02T03:04:05Z\n");
  EXPECT_FALSE(check("TRADING_MODE=paper\n", kStaging));
  EXPECT_TRUE(check("TRADING_MODE=paper\n", kProduction));
  EXPECT_TRUE(check("# secret: ai-trading-bot/staging\nTRADING_MODE=paper\n", kStaging));
}

TEST_F(FetchOrigin, LetsAFileThatSaysNothingPass) {
  EXPECT_TRUE(check("TRADING_MODE=paper\n", kStaging));
  EXPECT_TRUE(check("", kStaging));
}

}  // namespace
}  // namespace atb::secrets
