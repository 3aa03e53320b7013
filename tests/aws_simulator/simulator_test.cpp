#include "aws_simulator/simulator.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "aws/secrets_manager.h"
#include "files/support/sandbox.h"
#include "net/curl_transport.h"

namespace atb::aws_simulator {
namespace {

using core::Duration;

/// The simulator behind a real server, and our own client in front of it; both clocks are the
/// test's.
struct World {
  explicit World(Faults faults = {}, std::filesystem::path state_file = {})
      : simulator{*Simulator::create({.state_file = std::move(state_file),
                                      .faults = std::move(faults),
                                      .now = [this] { return service_now; },
                                      .arn_suffix = [] { return "AbCdEf"; },
                                      .request_id = [] { return "r-1"; }})} {
    server = *net::HttpServer::create(
        0, [this](const net::ServerRequest& request) { return simulator.handle(request); });
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
  Simulator simulator;
  std::unique_ptr<net::HttpServer> server;
};

TEST(Simulator, GivesBackExactlyWhatOurClientStored) {
  World world;
  auto secrets = world.client();
  const auto created = World::create(secrets);
  ASSERT_TRUE(created) << core::render(created.error());
  const auto value = secrets.get_secret_value(created->arn, {});
  ASSERT_TRUE(value) << core::render(value.error());
  EXPECT_EQ(value->value.reveal(), World::kValue);
  EXPECT_EQ(value->version_id, std::string(36, 't'));
  EXPECT_EQ(value->created, world.service_now);
  EXPECT_EQ(secrets.describe_secret("ai-trading-bot/staging")->description, "d");
}

TEST(Simulator, RefusesAWrongSecretKey) {
  World world;
  auto secrets = world.client("wrong");
  const auto value = secrets.get_secret_value("x", {});
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().code, "InvalidSignatureException");
  EXPECT_EQ(value.error().kind, core::ErrorKind::not_authorised);
}

TEST(Simulator, TeachesOurClientTheTimeWhenItsClockIsWrong) {
  World world;
  world.client_now = world.service_now - Duration::hours(3);
  auto secrets = world.client();
  const auto value = secrets.get_secret_value("x", {});
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().code, "ResourceNotFoundException");
  EXPECT_EQ(secrets.client().clock_offset(), Duration::hours(3));
}

TEST(Simulator, CreatesOnlyOneSecretWhenTheAnswerIsLost) {
  World world{*Faults::parse(R"([{"operation":"CreateSecret","drop":true}])")};
  auto secrets = world.client();
  const auto created = World::create(secrets);
  ASSERT_TRUE(created) << core::render(created.error());
  EXPECT_EQ(secrets.get_secret_value("ai-trading-bot/staging", {})->version_id,
            created->version_id);
}

TEST(Simulator, RecoversFromThrottlingWithinTheRetries) {
  World world{*Faults::parse(
      R"([{"operation":"CreateSecret","times":2,"error":"ThrottlingException"},
          {"operation":"DescribeSecret","times":3,"status":503}])")};
  auto secrets = world.client();
  EXPECT_TRUE(World::create(secrets));
  EXPECT_EQ(secrets.describe_secret("x").error().kind, core::ErrorKind::temporary);
}

TEST(Simulator, KeepsItsBooksInTheStateFile) {
  const files::test::Sandbox sandbox;
  const auto state = sandbox.directory() / "state.json";
  {
    World world{{}, state};
    auto secrets = world.client();
    ASSERT_TRUE(World::create(secrets));
  }
  World again{{}, state};
  auto secrets = again.client();
  EXPECT_EQ(secrets.get_secret_value("ai-trading-bot/staging", {})->value.reveal(), World::kValue);
}

TEST(Simulator, AnswersWhatItDoesNotServe) {
  World world;
  net::ServerRequest request{"GET", "/", {}, {}};
  const auto response = world.simulator.handle(request);
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 400);
  EXPECT_NE(net::as_text(response->body).find("MissingAuthenticationTokenException"),
            std::string_view::npos);
}

}  // namespace
}  // namespace atb::aws_simulator
