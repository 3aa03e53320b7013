#include "secrets/fetch/fetch_reload.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "files/support/sandbox.h"
#include "secrets/fetch/fetch.h"
#include "secrets/fetch/fetch_record.h"
#include "secrets/support/build.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using Json = nlohmann::json;
using Names = std::vector<std::string>;

/// A fetched `.env` and a bot.
class ReloadTest : public testing::Test {
 protected:
  ReloadTest() {
    request.target = {settings::Environment::staging, "ai-trading-bot/staging"};
    request.env_file = box / ".env";
    fetch_with("INFO");
  }

  void fetch_with(std::string_view level) {
    auto values = test::good_values();
    values.set("LOG_LEVEL", core::SecretString{level});
    const auto bytes = settings::render_secret_json(values);
    const std::string json{bytes.begin(), bytes.end()};
    ASSERT_TRUE(fetch(
        request, [&] { return core::Result<aws::SecretValue>{test::secret_of(json)}; },
        core::Timestamp::from_ms(1'700'000'000'000)));
  }

  core::Result<ReloadReport> tell() {
    return reload_bot(request.env_file, {}, [this](std::string_view command) {
      commands.emplace_back(command);
      return bot;
    });
  }

  files::test::Sandbox box;
  FetchRequest request;
  core::Result<Json> bot = Json{{"settings_version", "7"},
                                {"changed", {"LOG_LEVEL", "DATABASE_URL"}},
                                {"needs_restart", {"DATABASE_URL"}}};
  Names commands;
};

TEST_F(ReloadTest, SaysWhatTookEffectAndWhatNeedsARestart) {
  const auto report = tell();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->outcome, ReloadOutcome::reloaded);
  EXPECT_EQ(report->settings_version, "7");
  EXPECT_EQ(report->took_effect, Names{"LOG_LEVEL"});
  EXPECT_EQ(report->needs_restart, Names{"DATABASE_URL"});
  EXPECT_EQ(commands, Names{"reload"});
}

TEST_F(ReloadTest, TellsTheBotOfAFileOnce) {
  ASSERT_TRUE(tell());
  EXPECT_EQ(tell()->outcome, ReloadOutcome::not_needed);
  fetch_with("INFO");
  EXPECT_EQ(tell()->outcome, ReloadOutcome::not_needed);
  fetch_with("DEBUG");
  EXPECT_EQ(tell()->outcome, ReloadOutcome::reloaded);
  EXPECT_EQ(commands.size(), 2U);
}

TEST_F(ReloadTest, ABotThatIsNotRunningIsNoFailureAndIsAskedAgain) {
  bot = core::fail(ErrorKind::not_found, "control.not_running", "nothing listens");
  EXPECT_EQ(tell()->outcome, ReloadOutcome::not_running);
  bot = Json{{"settings_version", "8"}};
  EXPECT_EQ(tell()->outcome, ReloadOutcome::reloaded);
}

TEST_F(ReloadTest, HandsTheBotsRefusalOnAndTriesAgain) {
  for (const auto kind : {ErrorKind::settings, ErrorKind::refused}) {
    bot = core::fail(kind, "bot.reason", "TRADING_MODE may not change", "Restart it.");
    const auto report = tell();
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, kind);
    EXPECT_EQ(report.error().code, "secrets.reload_refused");
    EXPECT_TRUE(test::holds(report.error().message, "TRADING_MODE may not change [bot.reason]"));
    EXPECT_TRUE(test::holds(report.error().advice, "Restart it."));
  }
  EXPECT_EQ(commands.size(), 2U);
}

TEST_F(ReloadTest, NoAnswerIsATemporaryFailure) {
  bot = core::fail(ErrorKind::temporary, "control.no_answer", "nothing came within 5 s");
  EXPECT_EQ(tell().error().kind, ErrorKind::temporary);
  EXPECT_EQ(tell().error().code, "secrets.reload_unanswered");
}

TEST_F(ReloadTest, TakesAnAnswerWithoutTheFieldsForNoChange) {
  bot = Json{{"changed", "no list"}, {"needs_restart", {1, 2}}};
  const auto report = tell();
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->took_effect.empty());
  EXPECT_TRUE(report->needs_restart.empty());
}

TEST(NeedingRestart, FollowsTheTableOfSettings) {
  EXPECT_EQ(needing_restart({"BINANCE_API_KEY", "TRADING_PAIR", "UNKNOWN", "DATABASE_URL"}),
            (Names{"TRADING_PAIR", "DATABASE_URL"}));
}

TEST(ControlSocketOf, NamesTheSocketOfAService) {
  for (const auto* const name : {"ai-trading-bot", "ai-trading-bot.service"})
    EXPECT_EQ(*control_socket_of(name), "/run/ai-trading-bot/control.sock");
  EXPECT_EQ(*control_socket_of("/tmp/x.sock"), "/tmp/x.sock");
  for (const auto* const bad : {"", ".service", "..", "../x", "a/b", "a b"})
    EXPECT_EQ(control_socket_of(bad).error().kind, ErrorKind::usage) << bad;
}

}  // namespace
}  // namespace atb::secrets
