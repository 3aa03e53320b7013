#include "binance_simulator/hub.h"

#include <gtest/gtest.h>

#include "binance_simulator/support/stage.h"
#include "net/websocket/client.h"

namespace atb::binance_simulator {
namespace {

/// A client that keeps what it hears and stops the loop at the first message or at the end.
class Ear : public net::WebSocketListener {
 public:
  explicit Ear(net::EventLoop& loop) : loop_{loop} {}
  void on_text(std::string_view text) override {
    heard.emplace_back(text);
    loop_.stop();
  }
  void on_close(const net::WebSocketEnd& end) override {
    ended = end;
    loop_.stop();
  }
  void on_open() override { loop_.stop(); }
  std::vector<std::string> heard;
  std::optional<net::WebSocketEnd> ended;

 private:
  net::EventLoop& loop_;
};

class HubTest : public ::testing::Test, public test::Stage {
 protected:
  HubTest()
      : hub_{Hub::create(loop_, world, faults, {0, std::nullopt, [this] { return now; }}).value()},
        guard_{loop_.after(core::Duration::seconds(10), [this] { loop_.stop(); })} {}
  void connect(net::WebSocketClient& client, const std::string& target) {
    net::WebSocketClient::Options options;
    options.url = "ws://127.0.0.1:" + std::to_string(hub_->port()) + target;
    ASSERT_TRUE(client.connect(std::move(options)));
    loop_.run();
  }
  net::EventLoop loop_;
  std::unique_ptr<Hub> hub_;
  net::EventLoop::Timer guard_;
};

TEST_F(HubTest, ServesTheWebSocketApi) {
  Ear ear{loop_};
  net::WebSocketClient client{loop_, ear};
  connect(client, "/ws-api/v3");
  ASSERT_TRUE(client.is_open());
  ASSERT_TRUE(client.send(R"({"id":1,"method":"time"})"));
  loop_.run();
  ASSERT_EQ(ear.heard.size(), 1U);
  EXPECT_EQ(Json::parse(ear.heard[0])["result"]["serverTime"], now.ms());
}

TEST_F(HubTest, StreamsTellWhatHappens) {
  Ear ear{loop_};
  net::WebSocketClient client{loop_, ear};
  connect(client, "/ws/btcusdt@trade");
  other_trades("BUY", "0.001");
  loop_.run();
  ASSERT_EQ(ear.heard.size(), 1U);
  EXPECT_EQ(Json::parse(ear.heard[0])["e"], "trade");
}

TEST_F(HubTest, TroubleComesOnDemand) {
  Ear ear{loop_};
  net::WebSocketClient client{loop_, ear};
  connect(client, "/ws/btcusdt@trade");
  hub_->make_trouble(Hub::Trouble::shutdown);
  loop_.run();
  EXPECT_EQ(Json::parse(ear.heard.at(0))["e"], "serverShutdown");
  hub_->make_trouble(Hub::Trouble::drop);
  loop_.run();
  ASSERT_TRUE(ear.ended);
  EXPECT_EQ(ear.ended->code, net::close_codes::kAbnormal);
}

TEST_F(HubTest, OtherPathsAreNoWebSockets) {
  Ear ear{loop_};
  net::WebSocketClient client{loop_, ear};
  connect(client, "/nothing");
  ASSERT_TRUE(ear.ended);
  EXPECT_EQ(ear.ended->http_status, 404);
}

TEST_F(HubTest, KeysCanBeRevoked) {
  EXPECT_TRUE(hub_->revoke(std::string{kExampleKey}));
  EXPECT_FALSE(hub_->revoke(std::string{kExampleKey}));
  EXPECT_EQ(call("GET", "account")["code"], -2015);
}

TEST(Trouble, HasNames) {
  EXPECT_EQ(parse_trouble("withhold"), Hub::Trouble::withhold);
  EXPECT_FALSE(parse_trouble("nothing"));
}

}  // namespace
}  // namespace atb::binance_simulator
