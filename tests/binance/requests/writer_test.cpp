#include "binance/requests/writer.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "binance/requests/account_calls.h"
#include "binance/requests/market_calls.h"
#include "binance/requests/order_calls.h"
#include "binance/requests/session_calls.h"

namespace atb::binance {
namespace {

constexpr std::string_view kKey =
    "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
constexpr std::string_view kSecret =
    "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
constexpr std::string_view kEd25519Key =
    "4yNzx3yWC5bS6YTwEkSRaC0nRmSQIIStAUOh1b6kqaBrTLIhjCpI5lJH8q8R8WNO";
constexpr std::string_view kEd25519 =
    "MC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u";

RequestWriter writer(std::string_view key = kKey, std::string_view secret = kSecret) {
  return RequestWriter::create({core::SecretString{key}, core::SecretString{secret}}).value();
}
Stamp stamp(std::int64_t ms, std::int64_t window_ms = 5'000) {
  return {core::Timestamp::from_ms(ms), core::Duration::milliseconds(window_ms)};
}
Call bare(Verb verb, Security security) {
  return {{"test", verb, "/api/v3/test", "test", security, 1, 0, false}, Purpose::query, {}};
}
std::string signature_of(std::string_view frame) {
  return nlohmann::json::parse(frame).at("params").at("signature").get<std::string>();
}

/// The order of the published example, in its own notation.
Call published_order(const std::string& symbol) {
  Call call = bare(Verb::post, Security::signed_);
  call.parameters.text("symbol", symbol);
  call.parameters.text("side", "BUY");
  call.parameters.text("type", "LIMIT");
  call.parameters.text("timeInForce", "GTC");
  call.parameters.number("quantity", 1);
  call.parameters.text("price", "0.1");
  return call;
}

TEST(RequestWriter, SignsRestAsThePublishedExampleDoes) {
  auto signing = writer();
  const auto ascii =
      signing.rest("https://api.binance.com", published_order("LTCBTC"), stamp(1'499'827'319'559));
  ASSERT_TRUE(ascii) << ascii.error().message;
  EXPECT_EQ(net::as_text(ascii->body),
            "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1"
            "&recvWindow=5000&timestamp=1499827319559"
            "&signature=c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71");
  EXPECT_EQ(ascii->url, "https://api.binance.com/api/v3/test");
  EXPECT_EQ(ascii->headers.find("x-mbx-apikey"), kKey);
  const auto wide = signing.rest("https://api.binance.com", published_order("１２３４５６"),
                                 stamp(1'499'827'319'559));
  EXPECT_NE(
      net::as_text(wide->body)
          .find("&signature=e1353ec6b14d888f1164ae9af8228a3dbd508bc82eb867db8ab6046442f33ef3"),
      std::string_view::npos);
}

TEST(RequestWriter, SignsTheWebSocketApiAsThePublishedExampleDoes) {
  Call call = bare(Verb::post, Security::signed_);
  call.parameters.text("symbol", "BTCUSDT");
  call.parameters.text("side", "SELL");
  call.parameters.text("type", "LIMIT");
  call.parameters.text("timeInForce", "GTC");
  call.parameters.text("quantity", "0.01000000");
  call.parameters.text("price", "52000.00");
  auto signing = writer();
  EXPECT_EQ(signature_of(signing.websocket(1, call, stamp(1'645'423'376'532, 100)).value()),
            "aa1b5712c094bc4e57c05a1a5c1fd8d88dcd628338ea863fec7b88e59fe2db24");
  Call wide = bare(Verb::post, Security::signed_);
  wide.parameters.text("symbol", "１２３４５６");
  wide.parameters.text("side", "BUY");
  wide.parameters.text("type", "LIMIT");
  wide.parameters.text("timeInForce", "GTC");
  wide.parameters.text("quantity", "1.00000000");
  wide.parameters.text("price", "0.10000000");
  EXPECT_EQ(signature_of(signing.websocket(2, wide, stamp(1'645'423'376'532)).value()),
            "b33892ae8e687c939f4468c6268ddd4c40ac1af18ad19a064864c47bae0752cd");
}

TEST(RequestWriter, KnowsWhichKeysCanLogASessionOn) {
  EXPECT_FALSE(writer().can_log_on());
  auto ed25519 = writer(kEd25519Key, kEd25519);
  EXPECT_TRUE(ed25519.can_log_on());
  const auto frame =
      nlohmann::json::parse(ed25519.websocket(7, log_on_call(), stamp(1'649'729'878'532)).value());
  EXPECT_EQ(frame.at("id"), 7);
  EXPECT_EQ(frame.at("method"), "session.logon");
  EXPECT_EQ(frame.at("params").at("signature").get<std::string>().size(), 88U);
}

TEST(RequestWriter, EncodesABase64SignatureForRest) {
  auto ed25519 = writer(kEd25519Key, kEd25519);
  const auto request =
      ed25519.rest("https://api.binance.com", account_call(), stamp(1'649'729'878'532));
  const auto at = request->url.find("&signature=");
  ASSERT_NE(at, std::string::npos);
  const auto signature = request->url.substr(at + 11);
  EXPECT_EQ(signature.find_first_of("+/="), std::string::npos);
  EXPECT_NE(signature.find("%3D%3D"), std::string::npos);
  EXPECT_TRUE(request->body.empty());
}

TEST(RequestWriter, WithinASessionOnlyTheTimeIsAdded) {
  auto signing = writer();
  const auto frame = nlohmann::json::parse(
      signing.websocket_in_session(3, account_call(), stamp(1'649'729'878'532)).value());
  EXPECT_EQ(frame.at("params").at("timestamp"), 1'649'729'878'532);
  EXPECT_FALSE(frame.at("params").contains("signature"));
  EXPECT_FALSE(frame.at("params").contains("apiKey"));
}

TEST(RequestWriter, PublicCallsNeedNoKey) {
  RequestWriter anonymous;
  const auto request = anonymous.rest("https://api.binance.com", server_time_call(), {});
  ASSERT_TRUE(request);
  EXPECT_EQ(request->url, "https://api.binance.com/api/v3/time");
  EXPECT_FALSE(request->headers.find("x-mbx-apikey"));
  EXPECT_EQ(anonymous.rest("https://api.binance.com", account_call(), {}).error().code,
            "binance.key_missing");
}

TEST(RequestWriter, RefusesWhatTheExchangeWould) {
  auto signing = writer();
  for (const std::int64_t window : {0, 60'001})
    EXPECT_EQ(signing.rest("https://x", account_call(), stamp(1, window)).error().code,
              "binance.receive_window");
  EXPECT_EQ(signing.rest("https://x", log_on_call(), stamp(1)).error().code,
            "binance.rest_missing");
  for (const auto* const key : {"", "a b", "a\nb", "a\"b"})
    EXPECT_EQ(
        RequestWriter::create({core::SecretString{key}, core::SecretString{"s"}}).error().code,
        "binance.key_malformed");
}

TEST(RequestWriter, OrdersAreSentOnce) {
  auto signing = writer();
  const auto cancel = cancel_order_call("BTCUSDT", {5, ""});
  EXPECT_TRUE(signing.rest("https://x", cancel, stamp(1'649'729'878'532))->send_once);
  EXPECT_EQ(signing.rest("https://x", cancel, stamp(1'649'729'878'532))->method, "DELETE");
  EXPECT_FALSE(signing.rest("https://x", account_call(), stamp(1'649'729'878'532))->send_once);
}

}  // namespace
}  // namespace atb::binance
