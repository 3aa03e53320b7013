#include "binance_simulator/api/ticker_calls.h"

#include <gtest/gtest.h>

#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

TEST(TickerCalls, TellOneSeveralOrAll) {
  test::Stage stage;
  EXPECT_TRUE(stage.get("ticker/24hr?symbol=BTCUSDT").is_object());
  EXPECT_TRUE(stage.get("ticker/24hr").is_array());
  EXPECT_EQ(stage.get("ticker/price?symbols=%5B%22BTCUSDT%22%5D")[0]["price"], "100.00000000");
  EXPECT_EQ(stage.get("ticker/bookTicker?symbol=BTCUSDT")["bidPrice"], "99.99000000");
  EXPECT_EQ(stage.get("ticker?symbol=BTCUSDT&windowSize=4h")["lastPrice"], "100.00000000");
  EXPECT_EQ(stage.get("ticker/tradingDay?symbol=BTCUSDT")["symbol"], "BTCUSDT");
}

TEST(TickerCalls, RefuseWhatMakesNoSense) {
  test::Stage stage;
  EXPECT_EQ(stage.get("ticker/price?symbol=A&symbols=%5B%22B%22%5D")["code"], -1128);
  EXPECT_EQ(stage.get("ticker?symbol=BTCUSDT&windowSize=9d")["code"], -1130);
  EXPECT_EQ(stage.get("ticker")["code"], -1102);
}

TEST(TickerCalls, WeighByHowManyPairs) {
  const auto of = [](const char* query) { return Parameters::from_request(query, "").value(); };
  EXPECT_EQ(weight_of_24h(of("symbol=A")), 2);
  EXPECT_EQ(weight_of_24h(of("")), 80);
  EXPECT_EQ(weight_of_price(of("")), 4);
  EXPECT_EQ(weight_of_depth(of("limit=5000")), 250);
  EXPECT_EQ(weight_of_depth(of("")), 5);
  EXPECT_EQ(weight_of_open_orders(of("")), 80);
  EXPECT_EQ(weight_of_my_trades(of("symbol=A&orderId=1")), 5);
}

}  // namespace
}  // namespace atb::binance_simulator
