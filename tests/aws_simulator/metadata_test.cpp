#include "aws_simulator/metadata.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using core::Duration;
using nlohmann::json;
using Delivery = net::ServerAnswer::Delivery;

constexpr const char* kRolePath = "/latest/meta-data/iam/security-credentials/bot";

struct World {
  explicit World(Metadata::Options options = {.account = "123456789012", .role = "bot"})
      : metadata{std::move(options), keys, [this] { return now; }, next} {}

  net::ServerAnswer send(std::string method, std::string path, net::Headers headers = {}) {
    return metadata.handle({std::move(method), std::move(path), std::move(headers), {}});
  }
  net::ServerAnswer put_token(std::string_view ttl) {
    return send("PUT", "/latest/api/token", {{"X-aws-ec2-metadata-token-ttl-seconds", ttl}});
  }
  std::string token(std::string_view ttl = "21600") {
    return std::string{net::as_text(put_token(ttl).response.body)};
  }
  net::HttpResponse get(std::string path, std::string_view with) {
    return send("GET", std::move(path), {{"X-aws-ec2-metadata-token", with}}).response;
  }
  std::string text(std::string path) {
    return std::string{net::as_text(get(std::move(path), token()).body)};
  }

  core::Timestamp now = *core::parse_timestamp("2025-01-02T03:04:05.6Z");
  std::function<std::string(std::size_t)> next = [letter = 'a'](std::size_t length) mutable {
    letter = letter == 'z' ? 'a' : static_cast<char>(letter + 1);
    return std::string(length, letter);
  };
  KeyRing keys{next};
  Metadata metadata;
};

TEST(Metadata, GivesNothingWithoutAToken) {
  World world;
  EXPECT_EQ(world.send("GET", kRolePath).response.status, 401);
  EXPECT_EQ(world.get(kRolePath, "guessed").status, 401);
}

TEST(Metadata, GivesATokenForOneSecondToSixHours) {
  World world;
  for (const auto* ttl : {"1", "21600"})
    EXPECT_EQ(world.put_token(ttl).response.status, 200) << ttl;
  for (const auto* ttl : {"0", "21601", "", "x", "1x", "-1"})
    EXPECT_EQ(world.put_token(ttl).response.status, 400) << ttl;
  EXPECT_EQ(world.send("PUT", "/latest/api/token").response.status, 400);
}

TEST(Metadata, RefusesATokenThroughAProxyAndOtherMethods) {
  World world;
  EXPECT_EQ(world
                .send("PUT", "/latest/api/token",
                      {{"X-aws-ec2-metadata-token-ttl-seconds", "60"}, {"X-Forwarded-For", "1"}})
                .response.status,
            403);
  EXPECT_EQ(world.send("GET", "/latest/api/token").response.status, 405);
  EXPECT_EQ(world.send("POST", kRolePath).response.status, 405);
}

TEST(Metadata, LetsATokenEnd) {
  World world;
  const auto token = world.token("60");
  EXPECT_EQ(world.get(kRolePath, token).status, 200);
  world.now = world.now + Duration::seconds(60);
  EXPECT_EQ(world.get(kRolePath, token).status, 401);
}

TEST(Metadata, NamesTheRoleAndGivesItsKeys) {
  World world;
  EXPECT_EQ(world.text("/latest/meta-data/iam/security-credentials/"), "bot");
  const auto given = json::parse(world.text(kRolePath));
  EXPECT_EQ(given["Code"], "Success");
  EXPECT_EQ(given["Expiration"], "2025-01-02T09:04:05Z");
  const auto* const key = world.keys.find(given["AccessKeyId"].get<std::string>());
  ASSERT_NE(key, nullptr);
  EXPECT_EQ(given["Token"], key->session_token.reveal());
  EXPECT_EQ(key->identity.arn, "arn:aws:sts::123456789012:assumed-role/bot/i-0123456789abcdef0");
  EXPECT_EQ(key->identity.session_issuer_arn, "arn:aws:iam::123456789012:role/bot");
  EXPECT_FALSE(key->identity.is_unlimited);
}

TEST(Metadata, KeepsTheKeysUntilMinutesBeforeTheirEnd) {
  World world;
  const auto first = json::parse(world.text(kRolePath))["AccessKeyId"];
  world.now = world.now + Duration::hours(5) + Duration::minutes(54);
  EXPECT_EQ(json::parse(world.text(kRolePath))["AccessKeyId"], first);
  world.now = world.now + Duration::minutes(2);
  EXPECT_NE(json::parse(world.text(kRolePath))["AccessKeyId"], first);
}

TEST(Metadata, TellsWhereAndWhatTheInstanceIs) {
  World world;
  EXPECT_EQ(world.text("/latest/meta-data/placement/region"), "us-east-1");
  EXPECT_EQ(world.text("/latest/meta-data/placement/availability-zone"), "us-east-1a");
  EXPECT_EQ(world.text("/latest/meta-data/instance-id"), "i-0123456789abcdef0");
  EXPECT_EQ(json::parse(world.text("/latest/meta-data/iam/info"))["InstanceProfileArn"],
            "arn:aws:iam::123456789012:instance-profile/bot");
  EXPECT_EQ(json::parse(world.text("/latest/dynamic/instance-identity/document"))["region"],
            "us-east-1");
  EXPECT_EQ(world.get("/latest/meta-data/nothing", world.token()).status, 404);
}

TEST(Metadata, KnowsNoRoleWithoutAnInstanceProfile) {
  World world{{.account = "123456789012", .role = ""}};
  for (const auto* path :
       {"/latest/meta-data/iam/security-credentials/", "/latest/meta-data/iam/info", kRolePath})
    EXPECT_EQ(world.get(path, world.token()).status, 404) << path;
  EXPECT_EQ(world.text("/latest/meta-data/placement/region"), "us-east-1");
}

TEST(Metadata, WithholdsTheTokenBeyondTheHopLimit) {
  World world{{.account = "1", .role = "bot", .hop_limit = 2, .hops = 2}};
  EXPECT_EQ(world.put_token("60").delivery, Delivery::whole);
  auto options = world.metadata.options();
  options.hops = 3;
  world.metadata.change(options);
  EXPECT_EQ(world.put_token("60").delivery, Delivery::withheld);
  EXPECT_EQ(world.send("GET", kRolePath).delivery, Delivery::whole);
}

TEST(Metadata, CanBeSwitchedOff) {
  World world;
  auto options = world.metadata.options();
  options.is_off = true;
  world.metadata.change(options);
  EXPECT_EQ(world.put_token("60").response.status, 403);
  EXPECT_EQ(world.send("GET", kRolePath).response.status, 403);
}

TEST(Metadata, LetsKeysEndSoonerWhenTold) {
  World world;
  const auto id = json::parse(world.text(kRolePath))["AccessKeyId"].get<std::string>();
  auto options = world.metadata.options();
  options.key_lifetime = Duration::seconds(60);
  world.metadata.change(options);
  EXPECT_EQ(world.keys.find(id)->expires, world.now + Duration::seconds(60));
}

}  // namespace
}  // namespace atb::aws_simulator
