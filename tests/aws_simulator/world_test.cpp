#include "aws_simulator/world.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "aws/secrets_manager.h"
#include "aws_simulator/support/whole_world.h"
#include "files/support/sandbox.h"
#include "net/curl_transport.h"

namespace atb::aws_simulator {
namespace {

using core::Duration;

/// The world behind a real server, and our own client in front of it; both clocks are the test's.
struct Stage {
  explicit Stage(std::string_view faults = "[]", std::filesystem::path state_file = {})
      : world{test::make_world(service_now, faults, std::move(state_file))} {
    server = *net::HttpServer::create(0, [this](const net::ServerRequest& request) {
      return world->simulator().handle(request);
    });
    server->start();
  }

  aws::SecretsManager client(std::string_view secret_key = kDefaultSecretAccessKey) {
    credentials = std::make_unique<aws::FixedCredentials>(aws::Credentials{
        .key = {std::string{kDefaultAccessKeyId}, core::SecretString{secret_key}, {}},
        .source = "test"});
    return aws::SecretsManager{
        aws::Client{transport,
                    {.endpoint = fmt::format("http://127.0.0.1:{}", server->port()),
                     .region = "eu-central-1",
                     .service = aws::kSecretsManager},
                    *credentials,
                    {.now = [this] { return client_now; },
                     .sleep = [](Duration) {},
                     .random = [] { return 0.0; }}}};
  }
  static core::Result<aws::CreatedSecret> create(aws::SecretsManager& secrets) {
    return secrets.create_secret("ai-trading-bot/staging", "d", net::to_body(kValue),
                                 std::string(36, 't'));
  }

  static constexpr std::string_view kValue = "{\"A\":\"\\u00fc ü \\\\\"}";
  core::Timestamp service_now = *core::parse_timestamp("2025-01-02T03:04:05Z");
  core::Timestamp client_now = service_now;
  net::CurlTransport transport;
  std::unique_ptr<aws::FixedCredentials> credentials;
  std::unique_ptr<World> world;
  std::unique_ptr<net::HttpServer> server;
};

TEST(World, GivesBackExactlyWhatOurClientStored) {
  Stage stage;
  auto secrets = stage.client();
  const auto created = Stage::create(secrets);
  ASSERT_TRUE(created) << core::render(created.error());
  const auto value = secrets.get_secret_value(created->arn, {});
  ASSERT_TRUE(value) << core::render(value.error());
  EXPECT_EQ(value->value.reveal(), Stage::kValue);
  EXPECT_EQ(value->version_id, std::string(36, 't'));
  EXPECT_EQ(value->created, stage.service_now);
  EXPECT_EQ(secrets.describe_secret("ai-trading-bot/staging")->description, "d");
}

TEST(World, RefusesAWrongSecretKey) {
  Stage stage;
  auto secrets = stage.client("wrong");
  const auto value = secrets.get_secret_value("x", {});
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().code, "InvalidSignatureException");
  EXPECT_EQ(value.error().kind, core::ErrorKind::not_authorised);
}

TEST(World, TeachesOurClientTheTimeWhenItsClockIsWrong) {
  Stage stage;
  stage.client_now = stage.service_now - Duration::hours(3);
  auto secrets = stage.client();
  const auto value = secrets.get_secret_value("x", {});
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().code, "ResourceNotFoundException");
  EXPECT_EQ(secrets.client().clock_offset(), Duration::hours(3));
}

TEST(World, CreatesOnlyOneSecretWhenTheAnswerIsLostOrCut) {
  for (const auto* fault : {R"({"operation":"CreateSecret","drop":true})",
                            R"({"operation":"CreateSecret","drop":"before"})",
                            R"({"operation":"CreateSecret","cut":true})"}) {
    Stage stage{fault};
    auto secrets = stage.client();
    const auto created = Stage::create(secrets);
    ASSERT_TRUE(created) << fault << core::render(created.error());
    EXPECT_EQ(secrets.get_secret_value("ai-trading-bot/staging", {})->version_id,
              created->version_id);
  }
}

TEST(World, LetsOurClientRecoverFromThrottlingWithinTheRetries) {
  Stage stage{R"([{"operation":"CreateSecret","times":2,"error":"ThrottlingException"},
                  {"operation":"DescribeSecret","times":3,"status":503}])"};
  auto secrets = stage.client();
  EXPECT_TRUE(Stage::create(secrets));
  EXPECT_EQ(secrets.describe_secret("x").error().kind, core::ErrorKind::temporary);
}

TEST(World, KeepsItsBooksInTheStateFile) {
  const files::test::Sandbox sandbox;
  const auto state = sandbox.directory() / "state.json";
  {
    Stage stage{"[]", state};
    auto secrets = stage.client();
    ASSERT_TRUE(Stage::create(secrets));
  }
  Stage again{"[]", state};
  auto secrets = again.client();
  EXPECT_EQ(secrets.get_secret_value("ai-trading-bot/staging", {})->value.reveal(), Stage::kValue);
}

}  // namespace
}  // namespace atb::aws_simulator
