#include "aws/session.h"

#include <gtest/gtest.h>

#include "aws/support/variables.h"

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
