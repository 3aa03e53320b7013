#include "binance_simulator/control.h"

#include <gtest/gtest.h>

#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

class ControlTest : public ::testing::Test, public test::Stage {
 protected:
  ControlTest()
      : hub_{Hub::create(loop_, world, faults, {0, std::nullopt, [this] { return now; }}).value()},
        control_{{world, faults, *hub_, house, offset_, [this] { return now + offset_; }}} {}
  Json ask(const std::string& verb, const std::string& path, const std::string& body = {}) {
    const auto answer = control_.handle({verb, path, {}, net::to_body(body), ""});
    code = answer.status;
    return Json::parse(net::as_text(answer.body));
  }
  net::EventLoop loop_;
  std::unique_ptr<Hub> hub_;
  core::Duration offset_;
  Control control_;
  int code = 0;
};

TEST_F(ControlTest, MovesMarketClockAndSymbols) {
  EXPECT_EQ(ask("POST", "/market", R"({"price":"105"})")["symbols"]["BTCUSDT"]["last_price"],
            "105.00000000");
  EXPECT_EQ(ask("POST", "/clock", R"({"offset_ms":5000})")["time"], now.ms() + 5'000);
  EXPECT_EQ(ask("POST", "/symbol",
                R"({"symbol":"BTCUSDT","status":"HALT"})")["symbols"]["BTCUSDT"]["status"],
            "HALT");
  EXPECT_EQ(call("POST", "order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001")["msg"],
            "Market is closed.");
  ask("POST", "/symbol", R"({"symbol":"BTCUSDT","status":"TRADING","step_size":"0.01"})");
  EXPECT_EQ(call("POST", "order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001")["msg"],
            "Filter failure: LOT_SIZE");
}

TEST_F(ControlTest, TakesFaultsDepositsAndBans) {
  EXPECT_EQ(ask("POST", "/faults", R"([{"call":"*"}])")["faults"], 1);
  ask("DELETE", "/faults");
  EXPECT_EQ(faults.waiting(), 0U);
  ask("POST", "/deposit", R"({"account":0,"asset":"USDT","amount":"5"})");
  EXPECT_EQ(code, 200);
  ask("POST", "/maintenance", R"({"on":true})");
  EXPECT_TRUE(world.maintenance);
  ask("POST", "/ban", R"({"seconds":60})");
  EXPECT_TRUE(world.addresses.banned_until("127.0.0.1", now));
  ask("POST", "/streams", R"({"trouble":"shutdown"})");
  EXPECT_EQ(code, 200);
  ask("POST", "/revoke", R"({"key":"other"})");
  EXPECT_EQ(code, 200);
}

TEST_F(ControlTest, RefusesWhatMakesNoSense) {
  ask("GET", "/nothing");
  EXPECT_EQ(code, 404);
  ask("GET", "/market");
  EXPECT_EQ(code, 405);
  for (const auto& [path, body] : std::vector<std::pair<std::string, std::string>>{
           {"/market", "{"},
           {"/market", R"({"price":"0"})"},
           {"/clock", "{}"},
           {"/deposit", R"({"account":9,"asset":"A","amount":"1"})"},
           {"/revoke", R"({"key":"x"})"},
           {"/symbol", R"({"symbol":"XY"})"},
           {"/streams", R"({"trouble":"x"})"},
           {"/maintenance", "{}"},
           {"/faults", "{}"}}) {
    EXPECT_TRUE(ask("POST", path, body).contains("error")) << path;
    EXPECT_EQ(code, 400) << path;
  }
}

}  // namespace
}  // namespace atb::binance_simulator
