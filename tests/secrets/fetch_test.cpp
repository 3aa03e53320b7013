#include "secrets/fetch.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "files/read.h"
#include "secrets/support/build.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using core::Duration;
using core::ErrorKind;
using core::Timestamp;

constexpr ErrorKind kDown = ErrorKind::temporary;

/// A directory with a `.env`, a secret in AWS and a clock.
class FetchTest : public testing::Test {
 protected:
  FetchTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "atb-fetch-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
    request.target = {settings::Environment::staging, "ai-trading-bot/staging"};
    request.env_file = directory_ / ".env";
    set_secret(test::good_values(), "v1");
  }
  ~FetchTest() override {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
  }

  void set_secret(const settings::Values& values, std::string version) {
    const auto bytes = settings::render_secret_json(values);
    json = std::string{bytes.begin(), bytes.end()};
    version_id = std::move(version);
  }

  core::Result<FetchReport> run() {
    const auto got = [this] { return get(); };
    return fetch(request, got, now);
  }

  core::Result<aws::SecretValue> get() const {
    if (failure) return core::fail(*failure, "test.failure", "AWS failed", "Wait.");
    return test::secret_of(json, version_id);
  }

  std::string content() const {
    std::ifstream file{request.env_file};
    return {std::istreambuf_iterator<char>{file}, {}};
  }

  void put(std::string_view text, mode_t mode = 0600) const {
    std::ofstream{request.env_file} << text;
    ASSERT_EQ(::chmod(request.env_file.c_str(), mode), 0);
  }

  /// Sets the time of the file, as if it had been written then.
  void age_file(Duration age) const {
    const timespec when{(now - age).us() / 1'000'000, 0};
    const timespec times[2] = {when, when};
    ASSERT_EQ(::utimensat(AT_FDCWD, request.env_file.c_str(), times, 0), 0);
  }

  std::filesystem::path directory_;
  FetchRequest request;
  std::string json;
  std::string version_id;
  std::optional<ErrorKind> failure;
  Timestamp now = *core::parse_timestamp("2025-01-02T03:04:05Z");
};

TEST_F(FetchTest, WritesAPrivateFileWithItsOriginInTheHeader) {
  const auto report = run();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->outcome, FetchOutcome::written);
  EXPECT_EQ(report->changes.added.size(), 5U);
  EXPECT_EQ(
      content(),
      "# Settings of ai-trading-bot. Do not edit: ai-trading-bot-secrets fetch replaces them.\n"
      "# secret: ai-trading-bot/staging\n# version: v1\n# fetched: 2025-01-02T03:04:05Z\n"
      "BINANCE_API_KEY=kkkkkkkkkkkkkkkkkkkkkkkk\n"
      "BINANCE_API_SECRET=ssssssssssssssssssssssss\n"
      "DATABASE_URL=sqlite:////var/lib/bot.db\nTRADING_MODE=paper\nINITIAL_BALANCE=1000\n");
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
  EXPECT_TRUE(files::read_private_file(request.env_file, 10'000));
}

TEST_F(FetchTest, ADryRunWritesNothingAndLocksNothing) {
  request.dry_run = true;
  const auto report = run();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->outcome, FetchOutcome::would_write);
  EXPECT_TRUE(std::filesystem::is_empty(directory_));
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

TEST_F(FetchTest, CountsTheAgeFromTheLastFetchThatConfirmedTheSettings) {
  ASSERT_TRUE(run());
  age_file(Duration::days(0));
  now = now + Duration::days(30);
  ASSERT_EQ(run()->outcome, FetchOutcome::unchanged);
  now = now + Duration::hours(1);
  failure = kDown;
  request.max_age = Duration::hours(48);
  EXPECT_TRUE(run());
  // A file that was put there since then is not the one that was confirmed.
  age_file(Duration::days(20));
  EXPECT_FALSE(run());
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
