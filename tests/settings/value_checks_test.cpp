#include "settings/value_checks.h"

#include <string>

#include <gtest/gtest.h>

#include "settings/support/build.h"

namespace atb::settings {
namespace {

using core::Ratio;
using test::holds;

const RatioRange kShare{Ratio::from_units(0), Ratio::from_units(core::kUnitsPerOne), false, true};

std::string ratio_fault(std::string_view value) {
  const auto ratio = check_ratio(value, kShare, "above 0, at most 1");
  return ratio ? "fine" : ratio.error();
}

TEST(ValueChecks, TakeARatioWithinItsRange) {
  EXPECT_EQ(core::to_text(check_ratio("0.10", kShare, "").value()), "0.1");
  EXPECT_EQ(ratio_fault("1"), "fine");
  EXPECT_EQ(ratio_fault("0.00000001"), "fine");
}

TEST(ValueChecks, AskWhetherAPercentageWasMeant) {
  EXPECT_TRUE(holds(ratio_fault("10"), "did you mean 0.1, which is 10 %?"));
  EXPECT_TRUE(holds(ratio_fault("2.5"), "did you mean 0.025"));
  for (const auto* const value : {"2%", "2 %"})
    EXPECT_TRUE(holds(ratio_fault(value), "0.02 for 2 %")) << value;
  for (const auto* const value : {"%", "x%", "2 % 3", "-2%"})
    EXPECT_TRUE(holds(ratio_fault(value), "0.1 for 10 %")) << value;
  EXPECT_FALSE(holds(ratio_fault("1000"), "did you mean"));
  for (const auto* const value : {"0", "-0.1"})
    EXPECT_EQ(ratio_fault(value), "is outside its range (above 0, at most 1)");
}

TEST(ValueChecks, SayHowANumberIsMiswritten) {
  EXPECT_TRUE(holds(check_money("1e3").error(), "exponent"));
  EXPECT_TRUE(holds(check_money("1,000").error(), "comma"));
  EXPECT_TRUE(holds(check_money("much").error(), "plain decimal"));
  EXPECT_TRUE(holds(check_money("0.000000001").error(), "8 decimals"));
  EXPECT_TRUE(holds(check_money("0").error(), "above 0"));
  EXPECT_TRUE(holds(check_money("-5").error(), "above 0"));
  EXPECT_TRUE(holds(check_money("1000000000000001").error(), "too large"));
  EXPECT_EQ(core::to_text(check_money("1000.50").value()), "1000.5");
}

TEST(ValueChecks, FindBlanksControlCharactersAndInvalidText) {
  for (const auto* const value : {" x", "x ", "x\xC2\xA0", "\xE3\x80\x80x", " "})
    EXPECT_TRUE(holds(text_fault(value).value_or(""), "blank")) << value;
  EXPECT_TRUE(holds(text_fault("x\n").value_or(""), "control"));
  EXPECT_TRUE(holds(text_fault("\xFF").value_or(""), "UTF-8"));
  EXPECT_TRUE(holds(text_fault("\xEF\xBB\xBFx").value_or(""), "byte order"));
  for (const auto* const value : {"", "x", "two words", "é"}) EXPECT_FALSE(text_fault(value));
}

TEST(ValueChecks, KnowThePlaceholdersOfTheGuide) {
  for (const auto* const value :
       {"your-api-key-here", "your-api-secret-here", "your-staging-api-key",
        "your-production-api-secret", "new-api-key", "new-secret", "abc123...", "xyz789...",
        "https://hooks.slack.com/services/YOUR/WEBHOOK/URL", "https://hooks.slack.com/...",
        "postgresql://user:pass@db.amazonaws.com:5432/ai_trading_bot", "CHANGEME"})
    EXPECT_TRUE(is_placeholder(value)) << value;
  for (const auto* const value :
       {"", "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A",
        "sqlite:///data/trading_bot.db", "https://hooks.slack.com/services/T0/B0/x"})
    EXPECT_FALSE(is_placeholder(value)) << value;
}

TEST(ValueChecks, TakeNamesAsBinanceWritesThem) {
  EXPECT_TRUE(check_symbol("1000SATSUSDT"));
  for (const auto* const value : {"btcusdt", "BTC/USDT", "B", "", "ABCDEFGHIJKLMNOPQRSTU"})
    EXPECT_FALSE(check_symbol(value)) << value;
  EXPECT_TRUE(check_interval("15m"));
  for (const auto* const value : {"1H", "1M", "h", "m1", "1000m", "15", ""})
    EXPECT_FALSE(check_interval(value));
  EXPECT_TRUE(check_strategy("sma-cross"));
  for (const auto* const value : {"SMA", "-a", "", "a b"}) EXPECT_FALSE(check_strategy(value));
}

TEST(ValueChecks, ReadParametersAsPairs) {
  const auto parameters = check_parameters("fast=10,slow=30,mode=a-b");
  ASSERT_TRUE(parameters);
  EXPECT_EQ(parameters->at("slow"), "30");
  EXPECT_EQ(parameters->at("mode"), "a-b");
  EXPECT_TRUE(check_parameters("")->empty());
  for (const auto* const value : {"fast", "fast=", "=1", "fast=1,", ",", "fast=1, slow=2",
                                  "fast=1,fast=2", "Fast=1", "a=b=c"})
    EXPECT_FALSE(check_parameters(value)) << value;
}

TEST(ValueChecks, TakeKeysAndWebhooksThatCanBeReal) {
  EXPECT_FALSE(secret_fault("aZ09+/=_-"));
  EXPECT_TRUE(secret_fault("two words"));
  EXPECT_TRUE(secret_fault("é"));
  EXPECT_TRUE(secret_fault(std::string(4'097, 'x')));
  EXPECT_FALSE(webhook_fault("https://hooks.slack.com/services/T0/B0/x"));
  for (const auto* const value : {"http://hooks.slack.com/x", "https://", "https:///x",
                                  "https://user@host/x", "hooks.slack.com"})
    EXPECT_TRUE(webhook_fault(value)) << value;
}

}  // namespace
}  // namespace atb::settings
