#include "binance/streams/repair.h"

#include <gtest/gtest.h>

namespace atb::binance {
namespace {

TEST(Repair, AsksForAllThatMayHaveBeenMissedInOrder) {
  KnownState known;
  known.symbol = "BTCUSDT";
  known.interval = "1m";
  known.next_candle = core::Timestamp::from_ms(60'000);
  known.orders = {{7, ""}, {-1, "atb2"}};
  known.last_trade_id = 41;
  const auto calls = repair_calls(known);
  using Kind = RepairCall::Kind;
  std::vector<Kind> kinds;
  for (const auto& call : calls) {
    kinds.push_back(call.kind);
    EXPECT_EQ(call.call.purpose, Purpose::repair);
    EXPECT_FALSE(call.call.operation.changes);
  }
  EXPECT_EQ(kinds, (std::vector<Kind>{Kind::open_orders, Kind::order, Kind::order, Kind::my_trades,
                                      Kind::balances, Kind::candles}));
  EXPECT_EQ(calls[1].call.parameters.find("orderId"), "7");
  EXPECT_EQ(calls[2].call.parameters.find("origClientOrderId"), "atb2");
  EXPECT_EQ(calls[3].call.parameters.find("fromId"), "42");
  EXPECT_EQ(calls[5].call.parameters.find("startTime"), "60000");
}

TEST(Repair, WithoutCandlesOrTradesAsksTheNewest) {
  KnownState known;
  known.symbol = "BTCUSDT";
  const auto calls = repair_calls(known);
  ASSERT_EQ(calls.size(), 3U);
  EXPECT_EQ(calls[1].call.parameters.find("fromId"), "");
}

}  // namespace
}  // namespace atb::binance
