#include "settings/display.h"

#include <string>

#include <gtest/gtest.h>

#include "settings/table.h"

namespace atb::settings {
namespace {

std::string show(std::string_view name, std::string_view value) {
  return displayed(name, core::SecretString{value});
}

TEST(Display, ShowsSettingsThatAreNotSecret) {
  EXPECT_EQ(show("TRADING_MODE", "live"), "live");
  EXPECT_EQ(show("INITIAL_BALANCE", "1000"), "1000");
  EXPECT_EQ(show("MAX_POSITION_SIZE", "10"), "10");
  EXPECT_EQ(show("STRATEGY_PARAMETERS", "fast=10,slow=30"), "fast=10,slow=30");
}

TEST(Display, ShowsEveryDefaultOfTheTable) {
  for (const auto& setting : table()) {
    if (!setting.default_value) continue;
    EXPECT_TRUE(is_displayable(setting.name, *setting.default_value)) << setting.name;
  }
}

TEST(Display, MasksSecretsAndUnknownNames) {
  EXPECT_EQ(show("BINANCE_API_KEY", "abcdefghijklmnopqrst"), "****qrst (20 characters)");
  EXPECT_EQ(show("DATABASE_URL", "x"), "**** (1 characters)");
  EXPECT_EQ(show("OTHER", "x"), "**** (1 characters)");
}

TEST(Display, MasksALongNameThatIsNone) {
  EXPECT_EQ(displayed_name("aB3dE5gH7jK9mN1pQ3sT"), "****Q3sT (20 characters)");
  EXPECT_EQ(displayed_name("db_pool"), "db_pool");
  EXPECT_EQ(displayed_name("BINANCE_API_SECRET_OF_OLD"), "BINANCE_API_SECRET_OF_OLD");
  EXPECT_EQ(displayed_name("_chamber_metadata_of_old"), "_chamber_metadata_of_old");
}

TEST(Display, MasksAKeyInTheWrongLine) {
  for (const auto& setting : table())
    EXPECT_FALSE(is_displayable(setting.name, std::string(64, 'a'))) << setting.name;
  EXPECT_FALSE(is_displayable("TRADING_MODE", "aKey"));
  EXPECT_FALSE(is_displayable("INITIAL_BALANCE", "aKey"));
}

}  // namespace
}  // namespace atb::settings
