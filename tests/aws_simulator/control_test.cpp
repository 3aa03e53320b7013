#include "aws_simulator/control.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "aws_simulator/support/whole_world.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

struct Stage {
  json send(std::string method, std::string path, const json& body = nullptr) {
    const auto response = world->control().handle(
        {std::move(method), std::move(path), {}, net::to_body(body.is_null() ? "" : body.dump())});
    status = response.status;
    return json::parse(net::as_text(response.body));
  }
  int metadata_status(std::string method, net::Headers headers) {
    return world->metadata()
        .handle({std::move(method), "/latest/api/token", std::move(headers), {}})
        .response.status;
  }
  core::Timestamp now = *core::parse_timestamp("2025-01-02T03:04:05Z");
  std::unique_ptr<World> world = test::make_world(now);
  int status = 0;
};

TEST(Control, SumsUpTheWorld) {
  Stage stage;
  const auto state = stage.send("GET", "/state");
  EXPECT_EQ(stage.status, 200);
  EXPECT_EQ(state["account"], "123456789012");
  EXPECT_EQ(state["faults_pending"], 0);
  EXPECT_TRUE(state["services"].contains("secretsmanager"));
}

TEST(Control, AddsAndForgetsFaults) {
  Stage stage;
  stage.send("POST", "/faults", {{{"operation", "*"}, {"status", 503}}});
  EXPECT_EQ(stage.send("GET", "/state")["faults_pending"], 1);
  stage.send("DELETE", "/faults");
  EXPECT_EQ(stage.send("GET", "/state")["faults_pending"], 0);
  stage.send("POST", "/faults", {{{"operation", "*"}, {"status", 200}}});
  EXPECT_EQ(stage.status, 400);
}

TEST(Control, RefusesNumbersThatNoClockCanSay) {
  Stage stage;
  for (const auto& [path, body] :
       {std::pair{"/clock", R"({"offset_seconds":9000000000000000000})"},
        {"/clock", R"({"offset_seconds":1e300})"},
        {"/faults", R"({"operation":"*","clock_skew_seconds":-9000000000000000000})"},
        {"/faults", R"({"operation":"*","delay_ms":9000000000000000})"},
        {"/faults", R"({"operation":"*","times":4294967297})"},
        {"/metadata", R"({"credentials_seconds":9000000000000000000})"},
        {"/metadata", R"({"hops":4294967297})"},
        {"/keys", R"({"access_key_id":"","secret_access_key":"s"})"}}) {
    stage.send("POST", path, json::parse(body));
    EXPECT_EQ(stage.status, 400) << path << body;
  }
  EXPECT_EQ(stage.send("GET", "/state")["clock_offset_seconds"], 0);
  EXPECT_EQ(stage.send("GET", "/state")["faults_pending"], 0);
}

TEST(Control, ShowsAndForgetsCalls) {
  Stage stage;
  (void)stage.world->simulator().handle({"GET", "/", {}, {}});
  const auto calls = stage.send("GET", "/requests");
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0]["code"], "MissingAuthenticationTokenException");
  stage.send("DELETE", "/requests");
  EXPECT_TRUE(stage.send("GET", "/requests").empty());
}

TEST(Control, SetsTheServicesClock) {
  Stage stage;
  stage.send("POST", "/clock", {{"offset_seconds", -3'600}});
  EXPECT_EQ(stage.world->simulator().now(), stage.now - core::Duration::hours(1));
  stage.send("POST", "/clock", {{"offset", 1}});
  EXPECT_EQ(stage.status, 400);
}

TEST(Control, AddsKeysOfUsers) {
  Stage stage;
  stage.send("POST", "/keys",
             {{"access_key_id", "AKIDX"}, {"secret_access_key", "s"}, {"user", "ann"}});
  ASSERT_EQ(stage.status, 200);
  const auto* const key = stage.world->simulator().keys().find("AKIDX");
  ASSERT_NE(key, nullptr);
  EXPECT_EQ(key->identity.arn, "arn:aws:iam::123456789012:user/ann");
  EXPECT_FALSE(key->identity.is_unlimited);
  stage.send("POST", "/keys", {{"access_key_id", "AKIDY"}});
  EXPECT_EQ(stage.status, 400);
}

TEST(Control, AddsKmsKeys) {
  Stage stage;
  stage.send("POST", "/kms", {{"key_id", "k-1"}, {"state", "Disabled"}});
  EXPECT_EQ(stage.send("GET", "/state")["services"]["secretsmanager"]["kms_keys"][0]["state"],
            "Disabled");
  stage.send("POST", "/kms", {{"key_id", "k-1"}, {"state", "Lost"}});
  EXPECT_EQ(stage.status, 400);
}

TEST(Control, ChangesTheInstance) {
  Stage stage;
  const net::Headers ttl{{"x-aws-ec2-metadata-token-ttl-seconds", "60"}};
  EXPECT_EQ(stage.metadata_status("PUT", ttl), 200);
  stage.send("POST", "/metadata", {{"off", true}, {"credentials_seconds", 30}, {"role", "other"}});
  EXPECT_EQ(stage.metadata_status("PUT", ttl), 403);
  EXPECT_EQ(stage.world->metadata().options().role, "other");
  EXPECT_EQ(stage.world->metadata().options().key_lifetime, core::Duration::seconds(30));
  stage.send("POST", "/metadata", {{"hops", 0}});
  EXPECT_EQ(stage.status, 400);
}

TEST(Control, LetsDelayedThingsHappen) {
  Stage stage;
  EXPECT_EQ(stage.send("POST", "/tick")["done"], true);
}

TEST(Control, RefusesWhatItDoesNotKnow) {
  Stage stage;
  stage.send("GET", "/nothing");
  EXPECT_EQ(stage.status, 404);
  stage.send("PUT", "/faults");
  EXPECT_EQ(stage.status, 405);
}

}  // namespace
}  // namespace atb::aws_simulator
