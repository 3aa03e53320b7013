#include "settings/table.h"

#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "settings/env_file.h"
#include "settings/settings.h"
#include "settings/support/build.h"

namespace atb::settings {
namespace {

TEST(Table, StartsWithTheElevenOfTheGuideInItsOrder) {
  const std::vector<std::string_view> guide{
      "BINANCE_API_KEY",      "BINANCE_API_SECRET",    "DATABASE_URL",
      "TRADING_MODE",         "INITIAL_BALANCE",       "LOG_LEVEL",
      "TRADING_PAIR",         "SLACK_WEBHOOK",         "MAX_POSITION_SIZE",
      "STOP_LOSS_PERCENTAGE", "TAKE_PROFIT_PERCENTAGE"};
  for (std::size_t i = 0; i < guide.size(); ++i) {
    EXPECT_EQ(table()[i].name, guide[i]);
    EXPECT_EQ(table()[i].required, i < 5);
  }
}

TEST(Table, HasTheDefaultsOfTheGuide) {
  EXPECT_EQ(find("LOG_LEVEL")->default_value, "INFO");
  EXPECT_EQ(find("TRADING_PAIR")->default_value, "BTCUSDT");
  EXPECT_EQ(find("SLACK_WEBHOOK")->default_value, std::nullopt);
  EXPECT_EQ(find("MAX_POSITION_SIZE")->default_value, "0.1");
  EXPECT_EQ(find("STOP_LOSS_PERCENTAGE")->default_value, "0.02");
  EXPECT_EQ(find("TAKE_PROFIT_PERCENTAGE")->default_value, "0.05");
}

TEST(Table, MarksEveryCredentialAsSecret) {
  const std::set<std::string_view> credentials{"BINANCE_API_KEY", "BINANCE_API_SECRET",
                                               "DATABASE_URL", "SLACK_WEBHOOK"};
  for (const auto& setting : table())
    EXPECT_EQ(setting.secret, credentials.contains(setting.name)) << setting.name;
}

TEST(Table, NeedsARestartForWhatTheBooksAndTheStrategyAreBuiltOn) {
  std::set<std::string_view> reloaded;
  for (const auto& setting : table())
    if (!setting.needs_restart) reloaded.insert(setting.name);
  EXPECT_EQ(reloaded, (std::set<std::string_view>{
                          "BINANCE_API_KEY", "BINANCE_API_SECRET", "LOG_LEVEL", "SLACK_WEBHOOK",
                          "MAX_POSITION_SIZE", "STOP_LOSS_PERCENTAGE", "TAKE_PROFIT_PERCENTAGE"}));
}

TEST(Table, HasOneWritableNameAndAMeaningInEachRow) {
  std::set<std::string_view> names;
  for (const auto& setting : table()) {
    EXPECT_TRUE(names.insert(setting.name).second) << setting.name;
    EXPECT_TRUE(is_writable_name(setting.name)) << setting.name;
    EXPECT_FALSE(setting.meaning.empty() || setting.range.empty() || setting.example.empty());
    EXPECT_FALSE(setting.required && setting.default_value);
    EXPECT_EQ(find(setting.name), &setting);
  }
  EXPECT_EQ(find("binance_api_key"), nullptr);
}

TEST(Table, KnowsWhatAnotherNameMeans) {
  EXPECT_EQ(meant_by("LOGLEVEL"), "LOG_LEVEL");
  EXPECT_EQ(meant_by("log_level"), "LOG_LEVEL");
  EXPECT_EQ(meant_by("STOP_LOSS"), "STOP_LOSS_PERCENTAGE");
  EXPECT_EQ(meant_by("BINANCE"), "");
  EXPECT_EQ(meant_by("OTHER_THING"), "");
}

TEST(Table, HasDefaultsAndExamplesThatValidateTogether) {
  Values values;
  for (const auto& setting : table()) {
    EXPECT_TRUE(values.insert(setting.name, core::SecretString{setting.example}));
    if (setting.default_value) values.set(setting.name, core::SecretString{*setting.default_value});
  }
  const auto checked = validate(values);
  EXPECT_TRUE(checked) << checked.error().advice;
}

}  // namespace
}  // namespace atb::settings
