#include "aws/session.h"

#include <gtest/gtest.h>

#include "aws/support/variables.h"
#include "files/support/sandbox.h"

namespace atb::aws {
namespace {

using Values = std::map<std::string, std::string, std::less<>>;

Values complete() {
  return {{"AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"},
          {"AWS_SECRET_ACCESS_KEY", "secret"},
          {"AWS_REGION", "us-east-1"}};
}

TEST(Session, ResolvesEverythingBeforeAnythingIsSent) {
  auto values = complete();
  values["AWS_DEFAULT_REGION"] = "eu-west-1";
  const auto session = open_session({}, test::variables(values));
  ASSERT_TRUE(session) << session.error().message;
  EXPECT_EQ(session->region, "us-east-1");
  EXPECT_EQ(session->endpoint, "https://secretsmanager.us-east-1.amazonaws.com");
  EXPECT_EQ(session->credential_source, "environment");
  EXPECT_EQ(session->warnings.size(), 1U);
}

TEST(Session, LetsTheCommandLineWin) {
  const auto session =
      open_session({.region = "eu-central-1", .profile = {}, .endpoint_url = "http://127.0.0.1:1"},
                   test::variables(complete()));
  ASSERT_TRUE(session);
  EXPECT_EQ(session->region, "eu-central-1");
  EXPECT_EQ(session->endpoint, "http://127.0.0.1:1");
}

/// A home directory whose AWS files are exposed (credentials) and hold a region (config).
class SessionAtHome : public testing::Test {
 protected:
  SessionAtHome() {
    std::filesystem::create_directory(home_.directory() / ".aws");
    files::test::put(home_.directory() / ".aws/credentials",
                     "[default]\naws_access_key_id=A\naws_secret_access_key=B\n", 0644);
    files::test::put(home_.directory() / ".aws/config", "[default]\nregion=eu-west-3\n", 0644);
    values["HOME"] = home_.directory().string();
  }

  files::test::Sandbox home_;
  Values values = complete();
};

TEST_F(SessionAtHome, DoesNotJudgeFilesThatItDoesNotNeed) {
  const auto session = open_session({}, test::variables(values));
  ASSERT_TRUE(session) << session.error().message;
  EXPECT_EQ(session->credential_source, "environment");
  files::test::put(home_.directory() / ".aws/config", "not a profile file\n", 0644);
  EXPECT_TRUE(open_session({}, test::variables(values)));
  values.erase("AWS_REGION");
  EXPECT_TRUE(open_session({.region = "eu-west-3", .profile = {}, .endpoint_url = {}},
                           test::variables(values)));
  EXPECT_EQ(open_session({}, test::variables(values)).error().code, "aws.profile_malformed");
}

TEST_F(SessionAtHome, TakesTheRegionAloneFromTheConfigFile) {
  values.erase("AWS_REGION");
  const auto session = open_session({}, test::variables(values));
  ASSERT_TRUE(session) << session.error().message;
  EXPECT_EQ(session->region, "eu-west-3");
  values["AWS_PROFILE"] = "other";
  EXPECT_EQ(open_session({}, test::variables(values)).error().code, "aws.no_region");
}

TEST_F(SessionAtHome, RefusesAnExposedCredentialsFileThatItNeeds) {
  const SessionOptions named{.region = {}, .profile = "default", .endpoint_url = {}};
  EXPECT_EQ(open_session(named, test::variables(values)).error().kind, core::ErrorKind::refused);
  values.erase("AWS_ACCESS_KEY_ID");
  EXPECT_EQ(open_session({}, test::variables(values)).error().code, "aws.credentials_incomplete");
  values.erase("AWS_SECRET_ACCESS_KEY");
  EXPECT_EQ(open_session({}, test::variables(values)).error().kind, core::ErrorKind::refused);
}

TEST(Session, StopsAtTheFirstThingThatIsMissing) {
  EXPECT_EQ(open_session({}, test::variables({})).error().code, "aws.no_region");
  EXPECT_EQ(open_session({}, test::variables({{"AWS_REGION", "us-east-1"}})).error().code,
            "aws.no_credentials");
}

TEST(Session, ChecksTheNumberOfAttempts) {
  for (const auto* text : {"0", "11", "many", "3x"}) {
    auto values = complete();
    values["AWS_MAX_ATTEMPTS"] = text;
    EXPECT_EQ(open_session({}, test::variables(values)).error().code, "aws.max_attempts_malformed");
  }
}

TEST(Session, ReportsALocalServiceThatDoesNotRun) {
  auto values = complete();
  values["AWS_MAX_ATTEMPTS"] = "1";
  auto session = open_session({.region = {}, .profile = {}, .endpoint_url = "http://127.0.0.1:1"},
                              test::variables(values));
  ASSERT_TRUE(session);
  const auto value = session->secrets.get_secret_value("s", {});
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().code, net::codes::kConnectFailed);
}

}  // namespace
}  // namespace atb::aws
