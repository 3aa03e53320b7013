#include "secrets/fetch/fetch.h"

#include <filesystem>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "files/read.h"
#include "secrets/support/build.h"
#include "secrets/support/fetch_world.h"

namespace atb::secrets {
namespace {

using core::Duration;
using core::ErrorKind;

constexpr ErrorKind kDown = ErrorKind::temporary;

using test::FetchTest;

TEST_F(FetchTest, WritesAPrivateFileWithItsOriginInTheHeader) {
  const auto report = run();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->outcome, FetchOutcome::written);
  EXPECT_EQ(report->changes.added.size(), 6U);
  EXPECT_EQ(
      content(),
      "# Settings of ai-trading-bot. Do not edit: ai-trading-bot-secrets fetch replaces them.\n"
      "# secret: ai-trading-bot/staging\n# version: v1\n# fetched: 2025-01-02T03:04:05Z\n"
      "BINANCE_API_KEY=kkkkkkkkkkkkkkkkkkkkkkkk\n"
      "BINANCE_API_SECRET=ssssssssssssssssssssssss\n"
      "DATABASE_URL=sqlite:////var/lib/bot.db\nTRADING_MODE=paper\nINITIAL_BALANCE=1000\n"
      "ENVIRONMENT=staging\n");
  EXPECT_TRUE(files::read_private_file(request.env_file, 10'000));
}

TEST_F(FetchTest, LeavesTheFileUntouchedWhenTheSettingsAreTheSame) {
  ASSERT_TRUE(run());
  age_file(Duration::days(3));
  const auto changed = std::filesystem::last_write_time(request.env_file);
  version_id = "v2";
  now = now + Duration::hours(1);
  const auto report = run();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->outcome, FetchOutcome::unchanged);
  EXPECT_TRUE(report->changes.empty());
  EXPECT_EQ(std::filesystem::last_write_time(request.env_file), changed);
}

TEST_F(FetchTest, AddsTheEnvironmentThatTheSecretDoesNotName) {
  auto values = test::good_values();
  values.set("TRADING_MODE", core::SecretString{"live"});
  set_secret(values, "v1");
  request.target = {settings::Environment::production, "ai-trading-bot/production"};
  const auto report = run();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_TRUE(test::any_holds(report->warnings, "has no ENVIRONMENT: production"));
  EXPECT_TRUE(test::holds(content(), "\nENVIRONMENT=production\n"));
  EXPECT_EQ(run()->outcome, FetchOutcome::unchanged);
}

TEST_F(FetchTest, DoesNotReplaceTheFileOfTheOtherEnvironmentUnlessTold) {
  request.target = {settings::Environment::production, "ai-trading-bot/production"};
  ASSERT_TRUE(run());
  const auto before = content();
  request.target = {settings::Environment::staging, "ai-trading-bot/staging"};
  for (const bool exposed : {false, true}) {
    ASSERT_EQ(::chmod(request.env_file.c_str(), exposed ? 0644 : 0600), 0);
    for (const bool dry : {true, false}) {
      request.dry_run = dry;
      EXPECT_EQ(run().error().code, "secrets.file_of_another");
    }
    EXPECT_EQ(content(), before);
  }
  request.replace_other = true;
  EXPECT_EQ(run()->outcome, FetchOutcome::written);
  EXPECT_TRUE(test::holds(content(), "ENVIRONMENT=staging"));
  request.replace_other = false;
  EXPECT_EQ(run()->outcome, FetchOutcome::unchanged);
}

TEST_F(FetchTest, NamesTheKeysThatChanged) {
  ASSERT_TRUE(run());
  auto values = test::good_values();
  values.set("BINANCE_API_KEY", core::SecretString{"nnnnnnnnnnnnnnnnnnnnnnnn"});
  values.set("LOG_LEVEL", core::SecretString{"DEBUG"});
  set_secret(values, "v2");
  const auto report = run();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->outcome, FetchOutcome::written);
  EXPECT_EQ(report->changes.changed, std::vector<std::string>{"BINANCE_API_KEY"});
  EXPECT_EQ(report->changes.added, std::vector<std::string>{"LOG_LEVEL"});
  EXPECT_TRUE(test::holds(content(), "# version: v2"));
}

TEST_F(FetchTest, PutsTheModeRightWithoutNewSettings) {
  ASSERT_TRUE(run());
  ASSERT_EQ(::chmod(request.env_file.c_str(), 0644), 0);
  const auto report = run();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->outcome, FetchOutcome::written);
  EXPECT_TRUE(test::any_holds(report->warnings, "mode 644"));
  EXPECT_TRUE(test::any_holds(report->warnings, "others may have read the keys"));
  EXPECT_FALSE(test::any_holds(run()->warnings, "others may have read the keys"));
  EXPECT_TRUE(files::read_private_file(request.env_file, 10'000));
}

TEST_F(FetchTest, ADryRunWritesNothingAndLocksNothing) {
  request.dry_run = true;
  const auto report = run();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->outcome, FetchOutcome::would_write);
  EXPECT_TRUE(std::filesystem::is_empty(directory_));
}

TEST_F(FetchTest, ADryRunFindsWhatWouldHinderTheWriting) {
  request.dry_run = true;
  ASSERT_EQ(::chmod(directory_.c_str(), 0777), 0);
  EXPECT_EQ(run().error().code, "files.untrusted_directory");
  ASSERT_EQ(::chmod(directory_.c_str(), 0700), 0);
  std::filesystem::create_symlink("elsewhere", request.env_file);
  EXPECT_FALSE(run());
  std::filesystem::remove(request.env_file);
  EXPECT_TRUE(run());
}

TEST_F(FetchTest, KeepsTheOldFileWhenTheSecretIsInvalid) {
  ASSERT_TRUE(run());
  const std::string before = content();
  request.max_age = Duration::hours(48);
  for (const auto* const bad : {"{...}", "[]", R"({"TRADING_MODE":"live"})"}) {
    json = bad;
    const auto report = run();
    ASSERT_FALSE(report) << bad;
    EXPECT_EQ(core::exit_code(report.error().kind), bad[0] == '{' && bad[1] == '"' ? 7 : 3) << bad;
    EXPECT_EQ(content(), before);
  }
}

TEST_F(FetchTest, KeepsAYoungFileWhileAwsIsUnreachable) {
  ASSERT_TRUE(run());
  age_file(Duration::hours(47));
  failure = kDown;
  EXPECT_EQ(run().error().kind, kDown);
  request.max_age = Duration::hours(48);
  const auto report = run();
  ASSERT_TRUE(report) << report.error().advice;
  EXPECT_EQ(report->outcome, FetchOutcome::kept);
  EXPECT_TRUE(test::any_holds(report->warnings, "AWS failed"));
}

TEST_F(FetchTest, DoesNotKeepAnOldFile) {
  ASSERT_TRUE(run());
  age_file(Duration::hours(49));
  failure = kDown;
  request.max_age = Duration::hours(48);
  const auto report = run();
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, kDown);
  EXPECT_TRUE(test::holds(report.error().advice, "older than --max-age"));
}

TEST_F(FetchTest, KeepsNothingWhenAccessIsDeniedOrTheSecretIsGone) {
  ASSERT_TRUE(run());
  request.max_age = Duration::hours(48);
  age_file(Duration::hours(1));
  for (const auto kind :
       {ErrorKind::not_authorised, ErrorKind::not_found, ErrorKind::refused, ErrorKind::settings}) {
    failure = kind;
    EXPECT_EQ(run().error().kind, kind);
  }
}

TEST_F(FetchTest, DoesNotKeepAFileThatIsMissingExposedInvalidOrOfAnotherSecret) {
  request.max_age = Duration::hours(48);
  failure = kDown;
  EXPECT_EQ(run().error().kind, kDown);
  failure.reset();
  ASSERT_TRUE(run());
  age_file(Duration::hours(0));
  ASSERT_TRUE(run());
  failure = kDown;
  ASSERT_TRUE(run());
  request.target.secret_id = "ai-trading-bot/other";
  EXPECT_TRUE(test::holds(run().error().advice, "fetched from ai-trading-bot/staging"));
  request.target.secret_id = "ai-trading-bot/staging";
  ASSERT_EQ(::chmod(request.env_file.c_str(), 0640), 0);
  EXPECT_TRUE(test::holds(run().error().advice, "mode 640"));
  put("TRADING_MODE=paper\n");
  EXPECT_TRUE(test::holds(run().error().advice, "no stand-in"));
}

TEST_F(FetchTest, DoesNotKeepAFileFromTheFuture) {
  request.max_age = Duration::hours(48);
  ASSERT_TRUE(run());
  failure = kDown;
  age_file(Duration::minutes(-4));
  EXPECT_TRUE(run()) << "clocks may differ a little";
  age_file(Duration::minutes(-6));
  EXPECT_TRUE(test::holds(run().error().advice, "clock says 2025-01-02T03:04:05Z"));
  age_file(Duration::days(-27'000));
  EXPECT_FALSE(run());
}

TEST_F(FetchTest, WithoutARecordKeepsOnlyAFileWhoseHeaderNamesThisSecret) {
  request.max_age = Duration::hours(48);
  ASSERT_TRUE(run());
  const std::string whole = content();
  failure = kDown;
  age_file(Duration::hours(0));
  for (const bool without : {false, true}) {  // a record of another file, then none at all
    if (without) std::filesystem::remove(directory_ / ".env.fetched");
    request.target.secret_id = "ai-trading-bot/stag";
    EXPECT_TRUE(test::holds(run().error().advice, "fetched from ai-trading-bot/staging"));
    request.target.secret_id = "ai-trading-bot/staging";
    EXPECT_TRUE(run());
  }
  put(whole.substr(whole.find("\nBINANCE") + 1) + "# secret: ai-trading-bot/staging\n");
  age_file(Duration::hours(0));
  EXPECT_TRUE(test::holds(run().error().advice, "header says which secret"));
}

TEST_F(FetchTest, RewritesQuotesThatDockerWouldReadAsAPartOfTheValue) {
  ASSERT_TRUE(run());
  std::string quoted = content();
  const std::string bare = quoted;
  quoted.replace(quoted.find("=paper"), 6, "='paper'");
  put(quoted);
  EXPECT_EQ(run()->outcome, FetchOutcome::unchanged);
  EXPECT_EQ(content(), quoted);
  request.readers = settings::Readers::docker;
  request.dry_run = true;
  EXPECT_EQ(run()->outcome, FetchOutcome::would_write);
  request.dry_run = false;
  EXPECT_EQ(run()->outcome, FetchOutcome::written);
  EXPECT_EQ(content(), bare);
  version_id = "v2";
  EXPECT_EQ(run()->outcome, FetchOutcome::unchanged) << "the comment is no setting";
}

TEST_F(FetchTest, SaysThatTheDirectoryIsMissing) {
  request.env_file = directory_ / "missing/.env";
  EXPECT_EQ(run().error().kind, ErrorKind::not_found);
  EXPECT_EQ(run().error().message, "there is no folder " + (directory_ / "missing").string());
}

TEST_F(FetchTest, LeavesNoLockFileWhereNoFileWasMade) {
  failure = ErrorKind::not_found;
  EXPECT_FALSE(run());
  EXPECT_TRUE(std::filesystem::is_empty(directory_));
  failure.reset();
  ASSERT_TRUE(run());
  failure = ErrorKind::not_found;
  EXPECT_FALSE(run());
  EXPECT_TRUE(std::filesystem::exists(lock_path(request.env_file)));
}

TEST_F(FetchTest, DoesNotReplaceAFileThatIsNoEnvFile) {
  put("my notes\n");
  EXPECT_EQ(run().error().code, "secrets.not_an_env_file");
  EXPECT_EQ(content(), "my notes\n");
}

TEST_F(FetchTest, ReplacesItsOwnFileThatSomebodyBrokeWithAWord) {
  ASSERT_TRUE(run());
  put(content() + "export BROKEN=hidden value\n");
  EXPECT_TRUE(test::any_holds(run()->warnings, "could not be compared"));
  EXPECT_FALSE(test::holds(content(), "BROKEN"));
}

TEST_F(FetchTest, WritesForTheReadersThatWereAskedFor) {
  auto values = test::good_values();
  values.set("NOTE", core::SecretString{"two words"});
  set_secret(values, "v1");
  request.readers = settings::Readers::docker;
  EXPECT_EQ(run().error().code, "env.unwritable");
  request.readers = settings::Readers::common;
  const auto report = run();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->not_for_docker, std::vector<std::string>{"NOTE"});
}

}  // namespace
}  // namespace atb::secrets
