#include "binance_simulator/market/house.h"

#include <gtest/gtest.h>

#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

TEST(House, StandsAroundThePriceAndTradesThere) {
  test::Stage stage;
  const auto& market = *stage.world.exchange.market("BTCUSDT");
  for (const auto* const text : {"101", "99.5", "100.25"}) {
    const auto price = core::parse_price(text).value();
    stage.house.move_to(price, stage.now);
    EXPECT_EQ(market.record.last_price, price);
    EXPECT_LT(*market.book.best_price(exchange::Side::buy), price);
    EXPECT_GT(*market.book.best_price(exchange::Side::sell), price);
    EXPECT_GE(market.book.depth(exchange::Side::buy, 100).size(), 24U);
  }
}

TEST(House, FillsOrdersThatItsWayCrosses) {
  test::Stage stage;
  const auto id = stage.limit("SELL", "0.001", "100.5");
  stage.house.move_to(core::parse_price("101").value(), stage.now);
  EXPECT_EQ(stage.call("GET", "order", "symbol=BTCUSDT&orderId=" + std::to_string(id))["status"],
            "FILLED");
}

}  // namespace
}  // namespace atb::binance_simulator
