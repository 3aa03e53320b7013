#include "binance_simulator/session/api_session.h"

#include <gtest/gtest.h>

#include "binance/keys/signer.h"
#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

class Session : public ::testing::Test, public test::Stage {
 protected:
  Session() : session_{world, faults, "127.0.0.1", "/ws-api/v3", now} {
    constexpr auto kPublic = "MCowBQYDK2VwAyEAGUIKv9dSpWXBViXp2m6vAIb8QMFJYBgyFEQsFJlqgA0=";
    world.keys.add({"ed", 0, {}, {}, {}, Verifier::asymmetric(kPublic).value()});
  }
  Json ask(const std::string& method, const std::string& params = "{}") {
    const auto answer =
        session_.on_text(R"({"id":1,"method":")" + method + R"(","params":)" + params + "}", now);
    return answer.text ? Json::parse(*answer.text) : Json();
  }
  std::string time() const { return std::to_string(now.ms()); }
  /// Parameters of the example pair. @param payload  what is signed besides the key
  static std::string signed_by_hmac(const std::string& fields, const std::string& payload) {
    const std::string key{kExampleKey};
    return R"({"apiKey":")" + key + "\"," + fields + R"("signature":")" +
           test::hmac(std::string{kExampleSecret}, "apiKey=" + key + "&" + payload) + R"("})";
  }
  std::string just_time() const {
    return signed_by_hmac(R"("timestamp":)" + time() + ",", "timestamp=" + time());
  }
  std::string signed_by_ed25519() const {
    auto signer = binance::Signer::create(
        core::SecretString{"MC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u"});
    return R"({"apiKey":"ed","timestamp":)" + time() + R"(,"signature":")" +
           signer->sign("apiKey=ed&timestamp=" + time()) + R"("})";
  }
  ApiSession session_;
};

TEST_F(Session, AnswersWithIdStatusAndLimits) {
  const auto answer = ask("time");
  EXPECT_EQ(answer["id"], 1);
  EXPECT_EQ(answer["status"], 200);
  EXPECT_EQ(answer["result"]["serverTime"], now.ms());
  EXPECT_EQ(answer["rateLimits"][0]["count"], 1);
  EXPECT_FALSE(ask("time", R"({"returnRateLimits":false})").contains("rateLimits"));
}

TEST_F(Session, RefusesWhatItCannotRead) {
  EXPECT_EQ(Json::parse(*session_.on_text("{", now).text)["error"]["code"], -1100);
  EXPECT_EQ(ask("no.such.method")["status"], 400);
  EXPECT_EQ(ask("depth")["error"]["code"], -1102);
}

TEST_F(Session, SignaturesAreOverNumbersAsTheyWereSent) {
  const auto fields = R"("quantity":0.0010,"side":"BUY","symbol":"BTCUSDT","timestamp":)" + time() +
                      R"(,"type":"MARKET",)";
  const auto payload = [&](const std::string& quantity) {
    return "quantity=" + quantity + "&side=BUY&symbol=BTCUSDT&timestamp=" + time() + "&type=MARKET";
  };
  EXPECT_EQ(ask("order.place", signed_by_hmac(fields, payload("0.001")))["error"]["code"], -1022);
  const auto good = ask("order.place", signed_by_hmac(fields, payload("0.0010")));
  EXPECT_EQ(good["status"], 200) << good.dump();
  EXPECT_EQ(good["result"]["status"], "FILLED");
}

TEST_F(Session, ALogonServesFurtherCalls) {
  const auto account = R"({"timestamp":)" + time() + "}";
  EXPECT_EQ(ask("session.status")["result"]["apiKey"], nullptr);
  EXPECT_EQ(ask("session.logon", just_time())["error"]["code"], -4056);
  EXPECT_EQ(ask("session.logon", signed_by_ed25519())["result"]["apiKey"], "ed");
  EXPECT_EQ(ask("account.status", account)["status"], 200);
  ask("session.logout");
  EXPECT_EQ(ask("account.status", account)["status"], 401);
}

TEST_F(Session, SubscriptionsTellTheirAccountOnly) {
  const auto first = ask("userDataStream.subscribe.signature", just_time());
  EXPECT_EQ(first["result"]["subscriptionId"], 0) << first.dump();
  EXPECT_EQ(ask("userDataStream.subscribe.signature", just_time())["error"]["code"], -2035);
  std::vector<std::string> told;
  world.listen([&](const exchange::ExchangeEvents& events) {
    for (auto& message : session_.on_events(events)) told.push_back(message);
  });
  other_trades("BUY", "0.001");
  EXPECT_TRUE(told.empty());
  limit("BUY", "0.001", "50");
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(Json::parse(told[0])["subscriptionId"], 0);
  EXPECT_EQ(ask("session.subscriptions")["result"].size(), 1U);
  EXPECT_EQ(ask("userDataStream.unsubscribe", R"({"subscriptionId":9})")["error"]["code"], -2036);
  EXPECT_EQ(ask("userDataStream.unsubscribe")["status"], 200);
  EXPECT_EQ(session_.subscriptions(), 0U);
}

TEST_F(Session, ARevokedKeyEndsItsSubscription) {
  ask("userDataStream.subscribe.signature", just_time());
  EXPECT_TRUE(session_.on_revoked("nobody", now).empty());
  const auto told = session_.on_revoked(kExampleKey, now);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(Json::parse(told[0])["event"]["e"], "eventStreamTerminated");
  EXPECT_EQ(session_.subscriptions(), 0U);
}

TEST_F(Session, FaultsHitCallsHereToo) {
  faults.add(parse_faults(R"([{"call":"time","effect":"drop"},{"call":"time","effect":"silence"},
    {"call":"time","effect":"answer","status":504,"code":-1007,"msg":"Timeout"}])")
                 .value());
  const auto* const frame = R"({"id":1,"method":"time"})";
  EXPECT_EQ(session_.on_text(frame, now).then, SessionAnswer::Then::drop);
  EXPECT_EQ(session_.on_text(frame, now).then, SessionAnswer::Then::silence);
  EXPECT_EQ(ask("time")["error"]["code"], -1007);
}

}  // namespace
}  // namespace atb::binance_simulator
