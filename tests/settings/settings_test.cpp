#include "settings/settings.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "settings/guard_rails.h"
#include "settings/support/build.h"

namespace atb::settings {
namespace {

using core::ErrorKind;
using test::holds;
using test::values_of;

constexpr Purpose kStaging{.environment = Environment::staging};
constexpr Purpose kProduction{.environment = Environment::production};

Values good() {
  return values_of({{"BINANCE_API_KEY", "kkkkkkkkkkkkkkkkkkkkkkkk"},
                    {"BINANCE_API_SECRET", "ssssssssssssssssssssssss"},
                    {"DATABASE_URL", "sqlite:////var/lib/bot.db"},
                    {"TRADING_MODE", "paper"},
                    {"INITIAL_BALANCE", "1000"}});
}

Values good_with(std::string_view name, std::string_view value) {
  Values values = good();
  values.set(name, core::SecretString{value});
  return values;
}

std::string advice_of(const Values& values, const Purpose& purpose = {}) {
  const auto checked = validate(values, purpose);
  return checked ? "" : checked.error().advice;
}

bool warns(const core::Result<Checked>& checked, std::string_view piece) {
  return checked && std::any_of(checked->warnings.begin(), checked->warnings.end(),
                                [piece](const auto& line) { return holds(line, piece); });
}

TEST(Settings, FillInTheDefaultsOfTheGuide) {
  const auto checked = validate(good());
  ASSERT_TRUE(checked) << checked.error().advice;
  const Settings& settings = checked->settings;
  EXPECT_EQ(settings.binance_api_key.reveal(), "kkkkkkkkkkkkkkkkkkkkkkkk");
  EXPECT_EQ(settings.log_level, LogLevel::info);
  EXPECT_EQ(settings.trading_pair, "BTCUSDT");
  EXPECT_TRUE(settings.slack_webhook.empty());
  EXPECT_EQ(core::to_text(settings.max_position_size), "0.1");
  EXPECT_EQ(core::to_text(settings.stop_loss), "0.02");
  EXPECT_EQ(core::to_text(settings.take_profit), "0.05");
  EXPECT_EQ(core::to_text(settings.initial_balance), "1000");
  EXPECT_EQ(core::to_text(settings.fee_rate), "0.001");
  EXPECT_EQ(settings.candle_interval, std::nullopt);
  EXPECT_EQ(settings.strategy_parameters.at("fast"), "10");
  EXPECT_EQ(settings.environment, std::nullopt);
  EXPECT_TRUE(checked->warnings.empty());
}

TEST(Settings, TakeTheGuidesExampleInPaperModeWithWarningsOnly) {
  const auto checked = validate(values_of({{"BINANCE_API_KEY", "your-staging-api-key"},
                                           {"BINANCE_API_SECRET", "your-staging-api-secret"},
                                           {"DATABASE_URL", "sqlite:///data/trading_bot.db"},
                                           {"TRADING_MODE", "paper"},
                                           {"INITIAL_BALANCE", "1000"},
                                           {"LOG_LEVEL", "INFO"},
                                           {"TRADING_PAIR", "BTCUSDT"},
                                           {"MAX_POSITION_SIZE", "0.1"},
                                           {"STOP_LOSS_PERCENTAGE", "0.02"},
                                           {"TAKE_PROFIT_PERCENTAGE", "0.05"}}),
                                kStaging);
  ASSERT_TRUE(checked) << checked.error().advice;
  EXPECT_TRUE(warns(checked, "BINANCE_API_KEY is still the placeholder"));
  EXPECT_TRUE(warns(checked, "DATABASE_URL is relative"));
  EXPECT_EQ(checked->settings.environment, Environment::staging);
}

TEST(Settings, RefusePlaceholdersInLiveMode) {
  Values values = good_with("TRADING_MODE", "live");
  values.set("BINANCE_API_KEY", core::SecretString{"your-production-api-key"});
  values.set("SLACK_WEBHOOK",
             core::SecretString{"https://hooks.slack.com/services/YOUR/WEBHOOK/URL"});
  const std::string advice = advice_of(values, kProduction);
  EXPECT_TRUE(holds(advice, "BINANCE_API_KEY is still the placeholder"));
  EXPECT_TRUE(holds(advice, "SLACK_WEBHOOK is still the placeholder"));
}

TEST(Settings, ReportEveryFaultAtOnceWithoutAValue) {
  const auto checked = validate(values_of({{"BINANCE_API_KEY", " hidden"},
                                           {"DATABASE_URL", "mysql://hidden"},
                                           {"TRADING_MODE", "hidden"},
                                           {"INITIAL_BALANCE", "1e3"},
                                           {"MAX_POSITION_SIZE", "10"},
                                           {"TRADING_PAIR", "hidden"}}));
  ASSERT_FALSE(checked);
  const auto& error = checked.error();
  EXPECT_EQ(error.kind, ErrorKind::settings);
  EXPECT_EQ(error.message, "7 settings are invalid");
  for (const auto* const piece :
       {"BINANCE_API_KEY has a blank", "BINANCE_API_SECRET is missing",
        "DATABASE_URL is not usable", "TRADING_MODE must be paper or live",
        "INITIAL_BALANCE has an exponent",
        "MAX_POSITION_SIZE is outside its range (above 0, at most 1): did you mean 0.1",
        "TRADING_PAIR is not a symbol"})
    EXPECT_TRUE(holds(error.advice, piece)) << piece << "\n" << error.advice;
  EXPECT_FALSE(holds(test::shown(error), "hidden"));
}

TEST(Settings, HoldEachRatioToItsRange) {
  for (const auto* const name :
       {"MAX_POSITION_SIZE", "STOP_LOSS_PERCENTAGE", "TAKE_PROFIT_PERCENTAGE"}) {
    EXPECT_TRUE(holds(advice_of(good_with(name, "0")), "outside its range")) << name;
    EXPECT_TRUE(holds(advice_of(good_with(name, "11")), "outside its range")) << name;
  }
  EXPECT_EQ(advice_of(good_with("MAX_POSITION_SIZE", "1")), "");
  EXPECT_TRUE(holds(advice_of(good_with("STOP_LOSS_PERCENTAGE", "1")), "below 1"));
  EXPECT_EQ(advice_of(good_with("TAKE_PROFIT_PERCENTAGE", "10")), "");
  EXPECT_EQ(advice_of(good_with("SLIPPAGE", "0")), "");
  EXPECT_TRUE(holds(advice_of(good_with("FEE_RATE", "0.1")), "outside its range"));
}

TEST(Settings, RefuseLiveInStaging) {
  const Values values = good_with("TRADING_MODE", "live");
  const auto checked = validate(values, kStaging);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().kind, ErrorKind::refused);
  EXPECT_TRUE(holds(checked.error().advice, "TRADING_MODE is live in staging"));
  EXPECT_TRUE(validate(values, kProduction));
  EXPECT_TRUE(validate(values));
}

TEST(Settings, RefuseToRunLiveWithoutAnEnvironment) {
  Values values = good_with("TRADING_MODE", "live");
  const Purpose run{.run = true};
  EXPECT_EQ(validate(values, run).error().kind, ErrorKind::refused);
  values.set("ENVIRONMENT", core::SecretString{"production"});
  EXPECT_TRUE(validate(values, run));
  EXPECT_TRUE(validate(good(), run));
}

TEST(Settings, RefuseTheSettingsOfTheOtherEnvironment) {
  const auto checked = validate(good_with("ENVIRONMENT", "production"), kStaging);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().kind, ErrorKind::refused);
  EXPECT_TRUE(validate(good_with("ENVIRONMENT", "staging"), kStaging));
  EXPECT_TRUE(holds(advice_of(good_with("ENVIRONMENT", "test")), "staging or production"));
}

TEST(Settings, WarnOfUnknownNamesAndNameTheNearest) {
  const auto checked = validate(good_with("LOG_LEVLE", "DEBUG"));
  EXPECT_TRUE(warns(checked, "did you mean LOG_LEVEL?"));
  EXPECT_TRUE(warns(validate(good_with("STOP_LOSS", "0.01")), "mean STOP_LOSS_PERCENTAGE?"));
  EXPECT_TRUE(warns(validate(good_with("OTHER_THING", "x")), "OTHER_THING is not a known setting"));
}

TEST(Settings, AreNotReadInSmallLetters) {
  const auto checked = validate(good_with("stop_loss_percentage", "0.01"));
  ASSERT_FALSE(checked);
  EXPECT_TRUE(holds(checked.error().advice, "write STOP_LOSS_PERCENTAGE"));
}

TEST(Settings, LeaveMembersOfOtherToolsAlone) {
  for (const auto* const name : {"_chamber", "myTool", "a.b-c"})
    EXPECT_TRUE(warns(validate(good_with(name, "x")), "belongs to another tool")) << name;
}

TEST(Settings, WarnOfLiveTradingThatIsNotOffered) {
  EXPECT_EQ(warns(validate(good_with("TRADING_MODE", "live"), kProduction), "does not offer"),
            !kLiveTradingIsOffered);
  EXPECT_FALSE(warns(validate(good()), "does not offer"));
}

TEST(Settings, WarnOfATargetNearerThanTheStop) {
  EXPECT_TRUE(warns(validate(good_with("TAKE_PROFIT_PERCENTAGE", "0.01")), "TAKE_PROFIT"));
}

TEST(Settings, WarnOfAnUnverifiedRemoteDatabase) {
  constexpr std::string_view kUrl = "postgresql://u:p@db.example/d";
  EXPECT_TRUE(warns(validate(good_with("DATABASE_URL", kUrl)), "sslmode=verify-full"));
  EXPECT_TRUE(validate(good_with("DATABASE_URL", std::string{kUrl} + "?sslmode=verify-full"))
                  ->warnings.empty());
  EXPECT_TRUE(
      validate(good_with("DATABASE_URL", "postgresql://u:p@localhost/d"))->warnings.empty());
}

TEST(Settings, SayWhetherACandleIntervalIsGiven) {
  EXPECT_EQ(validate(good_with("CANDLE_INTERVAL", "15m"))->settings.candle_interval, "15m");
  EXPECT_EQ(validate(good_with("CANDLE_INTERVAL", ""))->settings.candle_interval, std::nullopt);
  EXPECT_TRUE(holds(advice_of(good_with("CANDLE_INTERVAL", "hourly")), "CANDLE_INTERVAL is not"));
}

TEST(Settings, ReportTheCallersFaultsWithTheirOwn) {
  const std::vector<std::string> faults{"TRADING_PAIR is not traded"};
  const auto checked = validate(good_with("LOG_LEVEL", "loud"), {.faults = faults});
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().kind, ErrorKind::settings);
  EXPECT_EQ(checked.error().message, "2 settings are invalid");
  EXPECT_TRUE(holds(checked.error().advice, "LOG_LEVEL must be"));
  EXPECT_TRUE(holds(checked.error().advice, faults.front()));
}

TEST(Settings, RefuseAKeyPastedTwice) {
  EXPECT_TRUE(holds(advice_of(good_with("BINANCE_API_SECRET", "kkkkkkkkkkkkkkkkkkkkkkkk")),
                    "pasted twice"));
}

TEST(Settings, TakeAnEmptyOptionalValueAsNotGivenAndAnEmptyRequiredOneAsFault) {
  EXPECT_EQ(validate(good_with("LOG_LEVEL", ""))->settings.log_level, LogLevel::info);
  EXPECT_TRUE(holds(advice_of(good_with("BINANCE_API_KEY", "")), "BINANCE_API_KEY is empty"));
}

TEST(Settings, GiveNoDefaultParametersToAnotherStrategy) {
  EXPECT_TRUE(validate(good_with("STRATEGY", "hold"))->settings.strategy_parameters.empty());
}

TEST(Settings, SayWhatIsWrongWithOneValueAlone) {
  EXPECT_EQ(value_fault("TRADING_MODE", core::SecretString{"paper"}), std::nullopt);
  EXPECT_TRUE(holds(value_fault("TRADING_MODE", core::SecretString{"Paper"}).value_or(""),
                    "TRADING_MODE must be paper or live"));
  EXPECT_TRUE(
      holds(value_fault("INITIAL_BALANCE", core::SecretString{"1,000"}).value_or(""), "comma"));
  EXPECT_EQ(value_fault("OTHER", core::SecretString{"x"}), std::nullopt);
}

TEST(Settings, NameTheirWords) {
  EXPECT_EQ(name_of(TradingMode::live), "live");
  EXPECT_EQ(name_of(LogLevel::warning), "WARNING");
  EXPECT_EQ(name_of(*parse_environment("production")), "production");
  EXPECT_EQ(parse_environment("Production"), std::nullopt);
}

}  // namespace
}  // namespace atb::settings
