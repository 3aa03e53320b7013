// Fetches into a file that an earlier fetch wrote: when AWS is asked, and what is noted.
#include <filesystem>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "secrets/fetch/fetch_record.h"
#include "secrets/support/build.h"
#include "secrets/support/fetch_world.h"

namespace atb::secrets {
namespace {

using core::Duration;
using core::ErrorKind;
using test::FetchTest;

TEST_F(FetchTest, WritesTheHeaderAnewForAnotherSecretWithTheSameSettings) {
  ASSERT_TRUE(run());
  request.target.secret_id = "ai-trading-bot/other";
  request.replace_other = true;
  const auto report = run();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->outcome, FetchOutcome::written);
  EXPECT_TRUE(report->changes.empty());
  EXPECT_TRUE(test::holds(content(), "# secret: ai-trading-bot/other\n"));
  EXPECT_EQ(run()->outcome, FetchOutcome::unchanged);
}

TEST_F(FetchTest, TheRecordNamesTheVersionThatConfirmedTheFile) {
  ASSERT_TRUE(run());
  version_id = "v2";
  now = now + Duration::hours(1);
  ASSERT_EQ(run()->outcome, FetchOutcome::unchanged);
  EXPECT_TRUE(test::holds(content(), "# version: v1"));
  EXPECT_EQ(read_record(request.env_file)->version_id, "v2");
  EXPECT_EQ(read_record(request.env_file)->confirmed, now);
}

TEST_F(FetchTest, CountsTheAgeFromTheLastFetchThatConfirmedTheSettings) {
  ASSERT_TRUE(run());
  age_file(Duration::days(0));
  now = now + Duration::days(30);
  ASSERT_EQ(run()->outcome, FetchOutcome::unchanged);
  now = now + Duration::hours(1);
  failure = ErrorKind::temporary;
  request.max_age = Duration::hours(48);
  EXPECT_TRUE(run());
  // A file that was put there since then is not the one that was confirmed.
  age_file(Duration::days(20));
  EXPECT_FALSE(run());
}

TEST_F(FetchTest, DoesNotAskAwsAgainWithinTheInterval) {
  request.min_interval = Duration::seconds(60);
  ASSERT_EQ(run()->outcome, FetchOutcome::written) << "there was nothing to use";
  now = now + Duration::seconds(59);
  const auto recent = run();
  ASSERT_TRUE(recent);
  EXPECT_EQ(recent->outcome, FetchOutcome::recent);
  EXPECT_EQ(recent->version_id, "v1");
  EXPECT_EQ(asked, 1);
  now = now + Duration::seconds(1);
  EXPECT_EQ(run()->outcome, FetchOutcome::unchanged);
  EXPECT_EQ(asked, 2);
}

TEST_F(FetchTest, AsksAwsWithinTheIntervalWhenTheFileIsNotTheConfirmedOne) {
  request.min_interval = Duration::seconds(60);
  ASSERT_TRUE(run());
  age_file(Duration::hours(1));
  EXPECT_NE(run()->outcome, FetchOutcome::recent) << "another file was put there";
  ASSERT_EQ(::chmod(request.env_file.c_str(), 0644), 0);
  EXPECT_EQ(run()->outcome, FetchOutcome::written) << "others could read it";
  now = now - Duration::seconds(1);
  EXPECT_EQ(run()->outcome, FetchOutcome::unchanged) << "the clock was set back";
  request.target.secret_id = "ai-trading-bot/other";
  request.replace_other = true;
  EXPECT_EQ(run()->outcome, FetchOutcome::written);
  request.dry_run = true;
  EXPECT_EQ(run()->outcome, FetchOutcome::unchanged);
  EXPECT_EQ(asked, 6);
}

TEST_F(FetchTest, APinnedVersionIsConfirmedForNeitherTheIntervalNorAnOutage) {
  request.min_interval = Duration::seconds(60);
  request.max_age = Duration::hours(48);
  ASSERT_TRUE(run());
  auto old = test::good_values();
  old.set("LOG_LEVEL", core::SecretString{"DEBUG"});
  set_secret(old, "v0");
  request.pinned = "--version-stage AWSPREVIOUS";
  request.min_interval.reset();
  ASSERT_EQ(run()->outcome, FetchOutcome::written);
  age_file(Duration::hours(1));
  request.pinned.clear();
  failure = ErrorKind::temporary;
  EXPECT_TRUE(test::holds(run().error().advice, "fetched with --version-stage AWSPREVIOUS"));
  failure.reset();
  set_secret(test::good_values(), "v1");
  request.min_interval = Duration::seconds(60);
  EXPECT_EQ(run()->outcome, FetchOutcome::written) << "AWS is asked";
  EXPECT_FALSE(test::holds(content(), "pinned"));
}

TEST_F(FetchTest, APinnedVersionThatTurnsOutToBeInForceIsConfirmed) {
  request.pinned = "--version-id v1";
  ASSERT_TRUE(run());
  EXPECT_FALSE(read_record(request.env_file));
  request.pinned.clear();
  ASSERT_EQ(run()->outcome, FetchOutcome::unchanged);
  failure = ErrorKind::temporary;
  request.max_age = Duration::hours(48);
  age_file(Duration::hours(0));
  failure.reset();
  ASSERT_TRUE(run());
  failure = ErrorKind::temporary;
  EXPECT_EQ(run()->outcome, FetchOutcome::kept);
}

}  // namespace
}  // namespace atb::secrets
