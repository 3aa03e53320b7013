#include "aws/session.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "aws/support/variables.h"
#include "files/support/sandbox.h"
#include "net/http_server.h"

namespace atb::aws {
namespace {

using Values = std::map<std::string, std::string, std::less<>>;

Values complete() {
  return {{"AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"},
          {"AWS_SECRET_ACCESS_KEY", "secret"},
          {"AWS_REGION", "us-east-1"},
          {"AWS_EC2_METADATA_DISABLED", "true"}};
}

TEST(Session, ResolvesEverythingBeforeAnythingIsSent) {
  auto values = complete();
  values["AWS_DEFAULT_REGION"] = "eu-west-1";
  const auto session = open_session({}, test::variables(values));
  ASSERT_TRUE(session) << session.error().message;
  EXPECT_EQ(session->region, "us-east-1");
  EXPECT_EQ(session->endpoint, "https://secretsmanager.us-east-1.amazonaws.com");
  EXPECT_EQ(*session->credential_source(), "environment");
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
  EXPECT_EQ(*session->credential_source(), "environment");
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
  Values values{{"AWS_EC2_METADATA_DISABLED", "true"}};
  EXPECT_EQ(open_session({}, test::variables(values)).error().code, "aws.no_region");
  values["AWS_REGION"] = "us-east-1";
  EXPECT_EQ(open_session({}, test::variables(values)).error().code, "aws.no_credentials");
}

TEST(Session, MakesTheOtherServicesOnlyWhenTheyAreAskedFor) {
  auto values = complete();
  values["AWS_ENDPOINT_URL_IAM"] = "http://10.0.0.9:80";
  const auto session = open_session({}, test::variables(values));
  ASSERT_TRUE(session) << "a setting that is not used is not judged";
  EXPECT_EQ(session->iam().error().code, "net.http_refused");
  EXPECT_TRUE(session->sts());
  EXPECT_TRUE(session->cloudwatch());
  EXPECT_TRUE(session->cloudwatch_logs());
  EXPECT_TRUE(session->cloudtrail());
}

/// Answers its requests with these texts in turn and keeps what came.
struct LocalService {
  explicit LocalService(std::vector<std::string> texts) : answers{std::move(texts)} {
    server = *net::HttpServer::create(0, [this](const net::ServerRequest& request) {
      bodies.emplace_back(net::as_text(request.body));
      authorizations.emplace_back(request.headers.find("authorization").value_or(""));
      net::HttpResponse response;
      response.status = 200;
      response.body = net::to_body(answers.at(bodies.size() - 1));
      return std::optional{std::move(response)};
    });
    server->start();
  }
  std::string url() const { return fmt::format("http://127.0.0.1:{}", server->port()); }

  std::vector<std::string> answers;
  std::vector<std::string> bodies;
  std::vector<std::string> authorizations;
  std::unique_ptr<net::HttpServer> server;
};

constexpr std::string_view kIdentity =
    "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>a</Arn><Account>1</Account>"
    "</GetCallerIdentityResult></GetCallerIdentityResponse>";
constexpr std::string_view kRoleKey =
    "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA2</AccessKeyId>"
    "<SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
    "<Expiration>2199-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult>"
    "</AssumeRoleResponse>";

TEST_F(SessionAtHome, AssumesTheRoleOfAProfileWhenAKeyIsNeeded) {
  LocalService service{{std::string{kRoleKey}, std::string{kIdentity}}};
  files::test::put(home_.directory() / ".aws/credentials",
                   "[base]\naws_access_key_id=AKID1\naws_secret_access_key=B\n", 0600);
  files::test::put(home_.directory() / ".aws/config",
                   fmt::format("[profile bot]\nregion=eu-west-3\nsource_profile=base\n"
                               "role_arn=arn:aws:iam::123456789012:role/r\nendpoint_url={}\n",
                               service.url()),
                   0644);
  const auto session =
      open_session({.region = {}, .profile = "bot", .endpoint_url = {}}, test::variables(values));
  ASSERT_TRUE(session) << core::render(session.error());
  EXPECT_TRUE(service.bodies.empty());

  const auto identity = session->sts()->get_caller_identity();

  ASSERT_TRUE(identity) << core::render(identity.error());
  ASSERT_EQ(service.bodies.size(), 2U);
  EXPECT_NE(service.bodies[0].find("Action=AssumeRole&"), std::string::npos);
  EXPECT_NE(service.authorizations[0].find("Credential=AKID1/"), std::string::npos);
  EXPECT_NE(service.authorizations[1].find("Credential=ASIA2/"), std::string::npos);
}

TEST(Session, NeverSendsPlainHttpThroughAProxy) {
  LocalService service{{std::string{kIdentity}}};
  auto values = complete();
  values["HTTPS_PROXY"] = "http://127.0.0.1:1";
  const auto session = open_session({.region = {}, .profile = {}, .endpoint_url = service.url()},
                                    test::variables(values));
  ASSERT_TRUE(session);
  const auto identity = session->sts()->get_caller_identity();
  EXPECT_TRUE(identity) << core::render(identity.error());
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
