#include "exchange/matching/triggers.h"

#include <gtest/gtest.h>

#include "exchange/support/desk.h"

namespace atb::exchange {
namespace {

using test::Desk;
using test::price;
using test::quantity;

class Triggers : public ::testing::Test, public Desk {
 protected:
  Triggers() { trade_at("100"); }
};

TEST_F(Triggers, EachKindWaitsForItsSideOfTheMarket) {
  const auto loss = place(stop(alice, OrderType::stop_loss, Side::sell, "1", "90"));
  const auto profit = place(stop(alice, OrderType::take_profit, Side::sell, "1", "110"));
  const auto rise = place(stop(bob, OrderType::stop_loss_limit, Side::buy, "1", "110", "111"));
  const auto dip = place(stop(bob, OrderType::take_profit_limit, Side::buy, "1", "90", "89"));
  for (const auto id : {loss, profit, rise, dip}) EXPECT_FALSE(order(id).is_working());
  trade_at("90.5");
  for (const auto id : {loss, profit, rise, dip}) EXPECT_FALSE(order(id).triggered);
  trade_at("90");
  EXPECT_TRUE(order(loss).triggered);
  EXPECT_TRUE(order(dip).triggered);
  EXPECT_FALSE(order(profit).triggered);
  trade_at("110");
  EXPECT_TRUE(order(profit).triggered);
  EXPECT_TRUE(order(rise).triggered);
}

TEST_F(Triggers, ATriggeredStopIsAMarketOrder) {
  const auto bid = place(limit(bob, Side::buy, "5", "80"));
  const auto id = place(stop(alice, OrderType::stop_loss, Side::sell, "1", "90"));
  EXPECT_EQ(balance(alice, "A"), "999+1");
  events.clear();
  exchange.house_trade("AB", Side::sell, price("80.5"), quantity("1"), now, events);
  EXPECT_EQ(state(id), "FILLED 1/1");
  EXPECT_EQ(state(bid), "PARTIALLY_FILLED 1/5");
  EXPECT_EQ(reports(), "NEW/NEW TRADE/PARTIALLY_FILLED TRADE/FILLED");
}

TEST_F(Triggers, AStopWithoutAMarketExpires) {
  const auto id = place(stop(alice, OrderType::stop_loss, Side::sell, "1", "90"));
  trade_at("90");
  EXPECT_EQ(state(id), "EXPIRED 0/1");
  EXPECT_EQ(balance(alice, "A"), "1000+0");
}

TEST_F(Triggers, ATriggeredLimitRestsAtItsPrice) {
  const auto id = place(stop(alice, OrderType::stop_loss_limit, Side::sell, "1", "90", "89"));
  trade_at("90");
  EXPECT_EQ(depth(Side::sell), "89x1");
  EXPECT_TRUE(order(id).is_working());
}

TEST_F(Triggers, TheWrongSideWouldTriggerAtOnce) {
  EXPECT_EQ(refusal(stop(alice, OrderType::stop_loss, Side::sell, "1", "100")), -2010);
  EXPECT_EQ(refusal(stop(alice, OrderType::take_profit, Side::sell, "1", "99")), -2010);
  EXPECT_EQ(refusal(stop(alice, OrderType::stop_loss, Side::buy, "1", "100")), -2010);
  EXPECT_EQ(refusal(stop(alice, OrderType::take_profit, Side::buy, "1", "101")), -2010);
}

TEST_F(Triggers, OneMaySetOffTheNext) {
  place(limit(bob, Side::buy, "1", "85"));
  place(limit(bob, Side::buy, "5", "80"));
  const auto first = place(stop(alice, OrderType::stop_loss, Side::sell, "2", "90"));
  const auto second = place(stop(alice, OrderType::stop_loss, Side::sell, "1", "82"));
  trade_at("90");
  EXPECT_EQ(state(first), "FILLED 2/2");
  EXPECT_EQ(state(second), "FILLED 1/1");
}

/// The published example, a hundredth of it: a buy with stop 440 and 5 %, low 420, triggers at 441.
TEST_F(Triggers, ATrailingBuyFollowsTheLow) {
  trade_at("400");
  auto request = stop(bob, OrderType::stop_loss_limit, Side::buy, "1", "440", "450");
  request.trailing_delta = 500;
  const auto id = place(request);
  trade_at("380");
  trade_at("399");
  EXPECT_FALSE(order(id).trailing_extreme);
  trade_at("440");
  EXPECT_EQ(order(id).trailing_extreme, price("440"));
  trade_at("420");
  trade_at("440.5");
  EXPECT_FALSE(order(id).triggered);
  trade_at("441");
  EXPECT_TRUE(order(id).triggered);
}

TEST_F(Triggers, ATrailingSellWithoutAStopFollowsAtOnce) {
  auto request = stop(alice, OrderType::stop_loss, Side::sell, "1", "1");
  request.stop_price = {};
  request.trailing_delta = 1'000;
  const auto id = place(request);
  trade_at("100");
  trade_at("120");
  trade_at("108.5");
  EXPECT_FALSE(order(id).triggered);
  trade_at("108");
  EXPECT_TRUE(order(id).triggered);
}

}  // namespace
}  // namespace atb::exchange
