#include "exchange/matching/matcher.h"

#include <gtest/gtest.h>

#include "exchange/support/desk.h"

namespace atb::exchange {
namespace {

using test::Desk;
using test::money;
using test::price;
using test::quantity;

class Matching : public ::testing::Test, public Desk {};

TEST_F(Matching, ALimitOrderRestsAndLocksItsWorth) {
  const auto id = place(limit(alice, Side::buy, "2", "100"));
  EXPECT_EQ(state(id), "NEW 0/2");
  EXPECT_EQ(balance(alice, "B"), "800+200");
  EXPECT_EQ(depth(Side::buy), "100x2");
}

TEST_F(Matching, TradesAtTheMakersPriceAndGivesTheRestBack) {
  const auto maker = place(limit(bob, Side::sell, "1", "99"));
  const auto taker = place(limit(alice, Side::buy, "2", "100"));
  EXPECT_EQ(state(maker), "FILLED 1/1");
  EXPECT_EQ(state(taker), "PARTIALLY_FILLED 1/2");
  EXPECT_EQ(balance(alice, "B"), "801+100");
  EXPECT_EQ(balance(alice, "A"), "1001+0");
  EXPECT_EQ(balance(bob, "B"), "1099+0");
  EXPECT_EQ(balance(bob, "A"), "999+0");
}

TEST_F(Matching, BestPriceFirstThenTheEarlierOne) {
  const auto late = place(limit(bob, Side::sell, "1", "101"));
  const auto first = place(limit(bob, Side::sell, "1", "100"));
  const auto second = place(limit(bob, Side::sell, "1", "100"));
  place(limit(alice, Side::buy, "1.5", "101"));
  EXPECT_EQ(state(first), "FILLED 1/1");
  EXPECT_EQ(state(second), "PARTIALLY_FILLED 0.5/1");
  EXPECT_EQ(state(late), "NEW 0/1");
}

TEST_F(Matching, AMarketOrderExpiresWhereTheBookEnds) {
  place(limit(bob, Side::sell, "1", "100"));
  const auto id = place(market(alice, Side::buy, "2"));
  EXPECT_EQ(state(id), "EXPIRED 1/2");
  EXPECT_EQ(order(id).expiry, ExpiryReason::insufficient_liquidity);
  EXPECT_EQ(balance(alice, "B"), "900+0");
}

TEST_F(Matching, AMarketOrderThatCannotBePaidIsRefused) {
  place(limit(bob, Side::sell, "20", "100"));
  EXPECT_EQ(refusal(market(alice, Side::buy, "10.1")), -2010);
  EXPECT_EQ(refusal(market(alice, Side::sell, "1000.1")), -2010);
  EXPECT_EQ(refusal(limit(alice, Side::buy, "10.1", "100")), -2010);
}

TEST_F(Matching, AMarketOrderByBudgetBuysWholeSteps) {
  place(limit(bob, Side::sell, "1", "100"));
  place(limit(bob, Side::sell, "5", "150"));
  auto request = market(alice, Side::buy, "1");
  request.quantity = {};
  request.quote_quantity = money("199");
  const auto id = place(request);
  EXPECT_EQ(state(id), "FILLED 1.6/1.6");
  EXPECT_EQ(core::to_text(order(id).cumulative_quote), "190");
  EXPECT_EQ(balance(alice, "B"), "810+0");
}

TEST_F(Matching, ABudgetThatOutlivesTheBookExpires) {
  place(limit(bob, Side::sell, "1", "100"));
  auto request = market(alice, Side::buy, "1");
  request.quantity = {};
  request.quote_quantity = money("500");
  EXPECT_EQ(state(place(request)), "EXPIRED 1/1");
}

TEST_F(Matching, ImmediateOrCancelLeavesNothing) {
  place(limit(bob, Side::sell, "1", "100"));
  auto request = limit(alice, Side::buy, "2", "100");
  request.time_in_force = TimeInForce::ioc;
  const auto id = place(request);
  EXPECT_EQ(state(id), "EXPIRED 1/2");
  EXPECT_EQ(order(id).expiry, ExpiryReason::unfilled_ioc_quantity_expired);
  EXPECT_EQ(depth(Side::buy), "");
  EXPECT_EQ(balance(alice, "B"), "900+0");
}

TEST_F(Matching, FillOrKillIsAllOrNothing) {
  place(limit(bob, Side::sell, "1", "100"));
  auto request = limit(alice, Side::buy, "2", "100");
  request.time_in_force = TimeInForce::fok;
  const auto id = place(request);
  EXPECT_EQ(state(id), "EXPIRED 0/2");
  EXPECT_EQ(order(id).expiry, ExpiryReason::unfilled_fok_order_expired);
  place(limit(bob, Side::sell, "1", "99.5"));
  EXPECT_EQ(state(place(request)), "FILLED 2/2");
}

TEST_F(Matching, AMakerThatWouldTakeIsRefused) {
  place(limit(bob, Side::sell, "1", "100"));
  auto request = limit(alice, Side::buy, "1", "100");
  request.type = OrderType::limit_maker;
  EXPECT_EQ(refusal(request), -2010);
  request.price = price("99.5");
  EXPECT_EQ(refusal(request), 0);
}

TEST_F(Matching, AnIcebergShowsItsNextPartBehindTheOthers) {
  auto request = limit(bob, Side::sell, "3", "100");
  request.iceberg = quantity("1");
  const auto iceberg = place(request);
  const auto other = place(limit(bob, Side::sell, "1", "100"));
  EXPECT_EQ(depth(Side::sell), "100x2");
  place(limit(alice, Side::buy, "1.5", "100"));
  EXPECT_EQ(state(iceberg), "PARTIALLY_FILLED 1/3");
  EXPECT_EQ(state(other), "PARTIALLY_FILLED 0.5/1");
  EXPECT_EQ(depth(Side::sell), "100x1.5");
  place(limit(alice, Side::buy, "2", "100"));
  EXPECT_EQ(state(iceberg), "PARTIALLY_FILLED 2.5/3");
  EXPECT_EQ(depth(Side::sell), "100x0.5");
}

TEST_F(Matching, ReportsComeInTheirOrder) {
  place(limit(bob, Side::sell, "1", "100"));
  events.clear();
  place(market(alice, Side::buy, "2"));
  EXPECT_EQ(reports(), "NEW/NEW TRADE/PARTIALLY_FILLED TRADE/FILLED EXPIRED/EXPIRED");
}

TEST_F(Matching, BalancesAndLevelsAreToldOnceAtTheEnd) {
  place(limit(bob, Side::sell, "1", "100"));
  place(limit(bob, Side::sell, "1", "101"));
  events.clear();
  place(limit(alice, Side::buy, "3", "101"));
  std::size_t positions = 0;
  std::vector<std::string> levels;
  for (const auto& event : events) {
    if (std::holds_alternative<AccountPosition>(event)) ++positions;
    if (const auto* const change = std::get_if<BookChange>(&event))
      levels.push_back(core::to_text(change->price) + ":" + core::to_text(change->quantity));
  }
  EXPECT_EQ(positions, 2U);
  EXPECT_EQ(levels, (std::vector<std::string>{"100:0", "101:0", "101:1"}));
}

TEST_F(Matching, TheHouseIsServedInItsTurn) {
  exchange.set_house_level("AB", Side::sell, price("100"), quantity("1"), now, events);
  const auto later = place(limit(bob, Side::sell, "1", "100"));
  place(limit(alice, Side::buy, "1.5", "100"));
  EXPECT_EQ(state(later), "PARTIALLY_FILLED 0.5/1");
  EXPECT_EQ(depth(Side::sell), "100x0.5");
  EXPECT_EQ(core::to_text(exchange.ledger().free(Ledger::kHouse, "A")), "-1");
}

TEST_F(Matching, TheHouseTakesWhatItCrossesAndTradesTheRestWithItself) {
  const auto id = place(limit(alice, Side::sell, "1", "100"));
  exchange.house_trade("AB", Side::buy, price("101"), quantity("3"), now, events);
  EXPECT_EQ(state(id), "FILLED 1/1");
  EXPECT_EQ(exchange.market("AB")->record.last_price, price("101"));
  const auto bid = place(limit(alice, Side::buy, "1", "99"));
  exchange.set_house_level("AB", Side::sell, price("98"), quantity("3"), now, events);
  EXPECT_EQ(state(bid), "FILLED 1/1");
  EXPECT_EQ(depth(Side::sell), "98x2");
}

TEST_F(Matching, EstimatesFollowTheBook) {
  place(limit(bob, Side::sell, "1", "100"));
  place(limit(bob, Side::sell, "1", "110"));
  const auto& book = *exchange.market("AB");
  EXPECT_EQ(core::to_text(estimate(book, Side::buy, quantity("1.5"), {}).quote), "155");
  EXPECT_EQ(core::to_text(estimate(book, Side::buy, {}, money("155")).quantity), "1.5");
  EXPECT_EQ(estimate_to(book, Side::buy, price("105"), quantity("5")), quantity("1"));
  EXPECT_TRUE(would_take(book, Side::buy, price("100")));
  EXPECT_FALSE(would_take(book, Side::buy, price("99.5")));
}

}  // namespace
}  // namespace atb::exchange
