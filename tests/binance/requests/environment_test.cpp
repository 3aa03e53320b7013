#include "binance/requests/environment.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

TEST(Environment, BinancesOwnHaveTheirHosts) {
  EXPECT_EQ(environment_named("live")->rest_url, "https://api.binance.com");
  EXPECT_EQ(environment_named("testnet")->stream_url, "wss://stream.testnet.binance.vision");
  EXPECT_EQ(environment_named("demo")->websocket_api_url,
            "wss://demo-ws-api.binance.com/ws-api/v3");
  for (const auto* const name : {"", "LIVE", "prod"})
    EXPECT_EQ(environment_named(name).error().code, "binance.environment_unknown");
}

TEST(Environment, AnotherAddressServesAllThree) {
  const auto local = environment_at("http://127.0.0.1:8080");
  ASSERT_TRUE(local) << local.error().message;
  EXPECT_EQ(local->network, Network::custom);
  EXPECT_EQ(local->websocket_api_url, "ws://127.0.0.1:8080/ws-api/v3");
  EXPECT_EQ(combined_stream_url(*local, true), "ws://127.0.0.1:8080/stream?timeUnit=MICROSECOND");
  EXPECT_EQ(environment_at("https://sim.example:8443")->stream_url, "wss://sim.example:8443");
}

TEST(Environment, PlainHttpStaysOnThisMachine) {
  EXPECT_EQ(environment_at("http://api.binance.com").error().kind, core::ErrorKind::refused);
  EXPECT_FALSE(environment_at("ftp://127.0.0.1"));
  EXPECT_FALSE(environment_at("https://host/api"));
  EXPECT_FALSE(environment_at("https://host?x=1"));
  EXPECT_FALSE(environment_at("nonsense"));
}

}  // namespace
}  // namespace atb::binance
