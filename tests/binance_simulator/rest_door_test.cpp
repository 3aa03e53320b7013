#include "binance_simulator/rest_door.h"

#include <gtest/gtest.h>

#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

using test::Stage;
using Delivery = net::ServerAnswer::Delivery;
const std::string kBuy = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001";

std::size_t orders(const Stage& stage) {
  return stage.world.exchange.market("BTCUSDT")->record.orders.size();
}
Fault fault(Fault::Effect effect) {
  Fault made;
  made.call = "POST /api/v3/order";
  made.effect = effect;
  made.status = 504;
  made.body = R"({"code":-1007,"msg":"Timeout waiting for response from backend server."})";
  made.delay = core::Duration::seconds(3);
  return made;
}
DoorAnswer knock(Stage& stage, bool spared = false) {
  const auto payload = kBuy + "&timestamp=" + std::to_string(stage.now.ms());
  net::ServerRequest request{
      "POST",
      "/api/v3/order",
      {},
      net::to_body(payload + "&signature=" + test::hmac(std::string{kExampleSecret}, payload)),
      "127.0.0.1:1"};
  request.headers.add("x-mbx-apikey", kExampleKey);
  return stage.door.handle(request, stage.now, spared);
}

TEST(RestDoor, KnowsWhatIsGoneAndWhatNeverWas) {
  Stage stage;
  stage.send("POST", "/api/v3/userDataStream");
  EXPECT_EQ(stage.status, 410);
  stage.send("GET", "/api/v1/ping");
  EXPECT_EQ(stage.status, 404);
  stage.send("POST", "/api/v3/ping");
  EXPECT_EQ(stage.status, 404);
}

TEST(RestDoor, HeadersTellWeightAndOrders) {
  Stage stage;
  const auto ping = stage.send("GET", "/api/v3/ping");
  EXPECT_EQ(ping.headers.find("x-mbx-used-weight-1m"), "1");
  const auto placed = knock(stage).answer.response;
  EXPECT_EQ(placed.headers.find("x-mbx-order-count-1d"), "0");  // filled at once: not counted
  EXPECT_EQ(placed.status, 200);
}

TEST(RestDoor, BanAndLimitSayWhenToComeBack) {
  Stage stage;
  stage.world.addresses.ban("127.0.0.1", stage.now + core::Duration::seconds(90));
  const auto banned = stage.send("GET", "/api/v3/ping");
  EXPECT_EQ(banned.status, 418);
  EXPECT_EQ(banned.headers.find("retry-after"), "90");
}

TEST(RestDoor, TimesMayBeMicroseconds) {
  Stage stage;
  net::ServerRequest request{"GET", "/api/v3/time", {}, {}, "127.0.0.1:1"};
  request.headers.add("X-MBX-TIME-UNIT", "microsecond");
  const auto answer = stage.door.handle(request, stage.now).answer.response;
  EXPECT_EQ(Json::parse(net::as_text(answer.body))["serverTime"], stage.now.us());
}

TEST(RestDoor, FaultsBeforeTheEngineLeaveNoOrder) {
  Stage stage;
  stage.faults.add({fault(Fault::Effect::answer), fault(Fault::Effect::drop)});
  EXPECT_EQ(knock(stage).answer.response.status, 504);
  EXPECT_EQ(knock(stage).answer.delivery, Delivery::dropped);
  EXPECT_EQ(orders(stage), 0U);
}

TEST(RestDoor, FaultsBehindTheEngineLeaveOne) {
  Stage stage;
  stage.faults.add({fault(Fault::Effect::executed), fault(Fault::Effect::executed_drop),
                    fault(Fault::Effect::silence), fault(Fault::Effect::cut),
                    fault(Fault::Effect::delay)});
  EXPECT_EQ(knock(stage).answer.response.status, 504);
  EXPECT_EQ(knock(stage).answer.delivery, Delivery::dropped);
  EXPECT_EQ(knock(stage).answer.delivery, Delivery::withheld);
  EXPECT_EQ(knock(stage).answer.delivery, Delivery::cut);
  EXPECT_EQ(knock(stage).answer.delay, core::Duration::seconds(3));
  EXPECT_EQ(orders(stage), 5U);
}

TEST(RestDoor, ARequestThatComesLateIsCheckedThen) {
  Stage stage;
  stage.faults.add({fault(Fault::Effect::late)});
  EXPECT_EQ(knock(stage).again_after, core::Duration::seconds(3));
  EXPECT_EQ(orders(stage), 0U);
}

TEST(RestDoor, MaintenanceAnswersNothing) {
  Stage stage;
  stage.world.maintenance = true;
  stage.send("GET", "/api/v3/ping");
  EXPECT_EQ(stage.status, 503);
}

}  // namespace
}  // namespace atb::binance_simulator
