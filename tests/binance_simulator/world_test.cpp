#include "binance_simulator/world.h"

#include <gtest/gtest.h>

#include "binance_simulator/support/stage.h"

namespace atb::binance_simulator {
namespace {

TEST(World, TellsItsListenersAndKeepsTheTape) {
  test::Stage stage;
  std::size_t told = 0;
  stage.world.listen([&](const exchange::ExchangeEvents& events) { told += events.size(); });
  const auto before = stage.world.tape("BTCUSDT")->trades().size();
  stage.other_trades("BUY", "0.001");
  EXPECT_GT(told, 3U);
  EXPECT_EQ(stage.world.tape("BTCUSDT")->trades().size(), before + 1);
  EXPECT_EQ(stage.world.tape("NOPE"), nullptr);
}

TEST(World, AFirstFillLowersTheOrderCount) {
  test::Stage stage;
  stage.limit("BUY", "0.001", "50");
  stage.limit("BUY", "0.001", "50");
  EXPECT_EQ(stage.world.order_counts.use(0, stage.now).front().count, 2);
  stage.limit("BUY", "0.001", "101");
  EXPECT_EQ(stage.world.order_counts.use(0, stage.now).front().count, 2);
}

}  // namespace
}  // namespace atb::binance_simulator
