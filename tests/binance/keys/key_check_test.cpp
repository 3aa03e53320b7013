#include "binance/keys/key_check.h"

#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "binance/keys/signer.h"

namespace atb::binance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kRestrictions = "/sapi/v1/account/apiRestrictions";
constexpr std::int64_t kServerMs = 1'700'000'060'000;

/// Binance in memory: checks key, time and signature, then answers what the test prepared.
struct FakeBinance final : net::HttpTransport {
  core::Result<net::HttpResponse> send(const net::HttpRequest& request) override {
    const std::string rest = request.url.substr(std::string{"https://api.binance.com"}.size());
    const std::string path = rest.substr(0, rest.find('?'));
    asked.push_back(path);
    if (path == "/api/v3/time") return answer(200, time);
    EXPECT_EQ(request.headers.find("X-MBX-APIKEY"), "the-key");
    const std::string query = rest.substr(rest.find('?') + 1);
    const auto at = query.find("&signature=");
    auto signer = Signer::create(core::SecretString{secret});
    EXPECT_EQ(query.substr(at + 11), signer->sign(query.substr(0, at)));
    EXPECT_NE(query.find("timestamp=" + std::to_string(kServerMs)), std::string::npos) << query;
    return answer(statuses.contains(path) ? statuses[path] : 200, bodies[path]);
  }
  static net::HttpResponse answer(int status, std::string_view body) {
    net::HttpResponse response;
    response.status = status;
    response.body = net::to_body(body);
    return response;
  }

  std::string secret = "the-secret";
  std::string time = R"({"serverTime":1700000060000})";
  std::map<std::string, std::string> bodies{
      {kRestrictions, R"({"ipRestrict":true,"createTime":1690000000000,"enableReading":true,
        "enableSpotAndMarginTrading":true,"enableWithdrawals":false,"enableMargin":false,
        "permitsUniversalTransfer":false})"},
      {"/api/v3/account", R"({"canTrade":true,"uid":354937868})"}};
  std::map<std::string, int> statuses;
  std::vector<std::string> asked;
};

core::Result<KeyFacts> check(FakeBinance& exchange) {
  const KeyPair pair{core::SecretString{"the-key"}, core::SecretString{exchange.secret}};
  // A machine whose clock is a minute behind: the exchange's own time counts.
  return check_key(exchange, pair,
                   {.now = [] { return core::Timestamp::from_ms(1'700'000'000'000); }});
}

TEST(CheckKey, ReadsRightsAndAccountOfAGoodKey) {
  FakeBinance exchange;
  const auto facts = check(exchange);
  ASSERT_TRUE(facts.has_value()) << facts.error().message;
  EXPECT_TRUE(facts->reading && facts->spot_trading && facts->ip_restricted && facts->can_trade);
  EXPECT_THAT(facts->dangerous, IsEmpty());
  EXPECT_THAT(facts->needless, IsEmpty());
  EXPECT_THAT(facts->malformed, IsEmpty());
  EXPECT_THAT(facts->untold, IsEmpty());
  EXPECT_EQ(facts->created, core::Timestamp::from_ms(1'690'000'000'000));
  EXPECT_EQ(facts->account_uid, "354937868");
  EXPECT_THAT(exchange.asked, ElementsAre("/api/v3/time", kRestrictions, "/api/v3/account"));
}

TEST(CheckKey, CallsRightsThatLetMoneyOutAndUnknownOnesDangerous) {
  FakeBinance exchange;
  exchange.bodies[kRestrictions] =
      R"({"enableReading":true,"enableWithdrawals":true,"permitsUniversalTransfer":true,
          "enableSomethingNew":true,"enableMargin":true,"enableFutures":true})";
  const auto facts = check(exchange);
  ASSERT_TRUE(facts.has_value());
  EXPECT_THAT(facts->dangerous,
              ElementsAre("enableSomethingNew", "enableWithdrawals", "permitsUniversalTransfer"));
  EXPECT_THAT(facts->needless, ElementsAre("enableFutures", "enableMargin"));
  EXPECT_FALSE(facts->spot_trading);
  EXPECT_FALSE(facts->ip_restricted);
}

TEST(CheckKey, NamesRightsThatAreNeitherTrueNorFalse) {
  for (const char* value : {"\"true\"", "1", "0", "null", "[]"})
    for (const char* name : {"enableWithdrawals", "permitsUniversalTransfer", "ipRestrict",
                             "enableReading", "enableSomethingNew"}) {
      FakeBinance exchange;
      exchange.bodies[kRestrictions] =
          std::string{R"({"permitsUniversalTransfer":false,"enableWithdrawals":false,")"} + name +
          "\":" + value + "}";
      const auto facts = check(exchange);
      ASSERT_TRUE(facts.has_value());
      EXPECT_THAT(facts->malformed, ElementsAre(name)) << value;
    }
}

TEST(CheckKey, NamesTheWaysOutThatAreNotTold) {
  FakeBinance exchange;
  exchange.bodies[kRestrictions] = R"({"enableReading":true,"enableWithdrawals":false})";
  EXPECT_THAT(check(exchange)->untold, ElementsAre("permitsUniversalTransfer"));
  exchange.bodies[kRestrictions] = "{}";
  EXPECT_THAT(check(exchange)->untold,
              ElementsAre("enableWithdrawals", "permitsUniversalTransfer"));
}

TEST(CheckKey, WorksOnATestNetworkThatDoesNotTellTheRights) {
  FakeBinance exchange;
  exchange.statuses[kRestrictions] = 404;
  exchange.bodies[kRestrictions] = "<html>";
  const auto facts = check(exchange);
  ASSERT_TRUE(facts.has_value());
  EXPECT_FALSE(facts->rights_known);
  EXPECT_TRUE(facts->reading);
}

TEST(CheckKey, ReportsARefusedKeyWithoutAnythingOfThePair) {
  FakeBinance exchange;
  exchange.statuses[kRestrictions] = 401;
  exchange.bodies[kRestrictions] = R"({"code":-2015,"msg":"Invalid API-key"})";
  const auto facts = check(exchange);
  ASSERT_FALSE(facts.has_value());
  EXPECT_EQ(facts.error().code, "binance.key_refused");
  const std::string text = core::render(facts.error());
  EXPECT_EQ(text.find("the-key"), std::string::npos);
  EXPECT_EQ(text.find("the-secret"), std::string::npos);
}

TEST(CheckKey, RefusesAnswersOfAnotherShape) {
  FakeBinance clockless;
  clockless.time = "{}";
  EXPECT_EQ(check(clockless).error().code, "binance.answer_malformed");
  FakeBinance listing;
  listing.bodies[kRestrictions] = "[]";
  EXPECT_EQ(check(listing).error().code, "binance.answer_malformed");
  FakeBinance account;
  account.bodies["/api/v3/account"] = "[]";
  EXPECT_EQ(check(account).error().code, "binance.answer_malformed");
}

}  // namespace
}  // namespace atb::binance
