#include "settings/guard_rails.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "settings/support/build.h"

namespace atb::settings {
namespace {

using test::values_of;

Values good_with(std::string_view name, std::string_view value) {
  Values values = values_of({{"BINANCE_API_KEY", "kkkkkkkkkkkkkkkkkkkkkkkk"},
                             {"BINANCE_API_SECRET", "ssssssssssssssssssssssss"},
                             {"DATABASE_URL", "sqlite:////var/lib/bot.db"},
                             {"TRADING_MODE", "paper"},
                             {"INITIAL_BALANCE", "1000"}});
  values.set(name, core::SecretString{value});
  return values;
}

/// The fault or the warning that starts with the name; empty: none.
std::string said_about(std::string_view name, const Values& values, Environment environment) {
  const auto checked = validate(values, {.environment = environment});
  if (!checked) return "fault: " + checked.error().advice;
  const auto& warnings = checked->warnings;
  const auto found = std::find_if(warnings.begin(), warnings.end(),
                                  [&](const auto& line) { return line.starts_with(name); });
  return found == warnings.end() ? "" : *found;
}

std::string said(std::string_view name, std::string_view value,
                 Environment environment = Environment::production) {
  return said_about(name, good_with(name, value), environment);
}

TEST(GuardRails, ThePasswordOfTheGuideIsRefusedInProductionAndWarnedOfInStaging) {
  constexpr std::string_view kGuide = "postgresql://aitradingbot:password@localhost/aitradingbot";
  EXPECT_EQ(said("DATABASE_URL", kGuide).rfind("fault: DATABASE_URL has a password", 0), 0U);
  EXPECT_EQ(said("DATABASE_URL", kGuide, Environment::staging).rfind("DATABASE_URL has", 0), 0U);
}

TEST(GuardRails, ThePasswordMayNotBeTheUsersName) {
  EXPECT_EQ(said("DATABASE_URL", "postgresql://bot:bot@localhost/books").rfind("fault: ", 0), 0U);
  EXPECT_EQ(said("DATABASE_URL", "postgresql://bot:books@localhost/books").rfind("fault: ", 0), 0U);
  EXPECT_EQ(said("DATABASE_URL", "postgresql://bot:Kq93hhTzW1@localhost/books"), "");
}

TEST(GuardRails, NoPasswordIsFineOverTheLocalSocketOnly) {
  EXPECT_NE(said("DATABASE_URL", "postgresql://bot@localhost/books"), "");
  EXPECT_EQ(said("DATABASE_URL", "postgresql:///books?host=/run/postgresql"), "");
}

TEST(GuardRails, ARelativeFileIsShownAnAbsoluteWayToWriteIt) {
  EXPECT_NE(said("DATABASE_URL", "sqlite:///data/trading_bot.db").find("sqlite:////var/lib/"),
            std::string::npos);
}

TEST(GuardRails, PercentagesTypedAsWholeNumbersAreAskedAbout) {
  EXPECT_EQ(said("TAKE_PROFIT_PERCENTAGE", "5"),
            "TAKE_PROFIT_PERCENTAGE is 500 %; did you mean 0.05?");
  EXPECT_NE(said("MAX_POSITION_SIZE", "1").find("did you mean 0.01"), std::string::npos);
  EXPECT_NE(said("STOP_LOSS_PERCENTAGE", "0.5").find("did you mean 0.005"), std::string::npos);
  EXPECT_EQ(said("TAKE_PROFIT_PERCENTAGE", "0.99"), "");
}

}  // namespace
}  // namespace atb::settings
