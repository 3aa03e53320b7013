#include "exchange/matching/lists.h"

#include <gtest/gtest.h>

#include "exchange/support/desk.h"

namespace atb::exchange {
namespace {

using test::Desk;
using test::price;
using test::quantity;

class Lists : public ::testing::Test, public Desk {
 protected:
  Lists() { trade_at("100"); }
  PlaceOrder profit(const std::string& at = "110") {
    auto leg = limit(alice, Side::sell, "1", at);
    leg.type = OrderType::limit_maker;
    return leg;
  }
  PlaceOrder loss(const std::string& at = "90") {
    return stop(alice, OrderType::stop_loss, Side::sell, "1", at);
  }
  OrderList list(ListKind kind, std::vector<PlaceOrder> orders) {
    const auto placed = exchange.place_list({kind, "", std::move(orders)}, now, events);
    if (placed) return *placed;
    ADD_FAILURE() << placed.error().code << " " << placed.error().message;
    return {};
  }
  int list_refusal(ListKind kind, std::vector<PlaceOrder> orders) {
    const auto placed = exchange.place_list({kind, "", std::move(orders)}, now, events);
    return placed ? 0 : placed.error().code;
  }
  ListStatusType status(const OrderList& which) {
    return exchange.market("AB")->record.lists.at(static_cast<std::size_t>(which.id)).status;
  }
};

TEST_F(Lists, APairLocksOnce) {
  list(ListKind::oco, {profit(), loss()});
  EXPECT_EQ(balance(alice, "A"), "999+1");
}

TEST_F(Lists, AFillOfOneLegEndsTheOther) {
  const auto oco = list(ListKind::oco, {profit(), loss()});
  place(limit(bob, Side::buy, "0.5", "110"));
  EXPECT_EQ(state(oco.orders[0]), "PARTIALLY_FILLED 0.5/1");
  EXPECT_EQ(state(oco.orders[1]), "EXPIRED 0/1");
  EXPECT_EQ(order(oco.orders[1]).expiry, ExpiryReason::oco_trigger);
  EXPECT_EQ(balance(alice, "A"), "999+0.5");
  place(limit(bob, Side::buy, "0.5", "110"));
  EXPECT_EQ(status(oco), ListStatusType::all_done);
  EXPECT_EQ(balance(alice, "A"), "999+0");
}

TEST_F(Lists, ATriggerOfOneLegEndsTheOtherFirst) {
  place(limit(bob, Side::buy, "5", "85"));
  const auto oco = list(ListKind::oco, {profit(), loss()});
  trade_at("90");
  EXPECT_EQ(state(oco.orders[0]), "EXPIRED 0/1");
  EXPECT_EQ(state(oco.orders[1]), "FILLED 1/1");
  EXPECT_EQ(balance(alice, "A"), "999+0");
  EXPECT_EQ(status(oco), ListStatusType::all_done);
}

TEST_F(Lists, ABuyingPairLocksTheDearerLeg) {
  auto dip = limit(alice, Side::buy, "1", "90");
  dip.type = OrderType::limit_maker;
  const auto oco = list(
      ListKind::oco, {stop(alice, OrderType::stop_loss_limit, Side::buy, "1", "110", "112"), dip});
  EXPECT_EQ(balance(alice, "B"), "888+112");
  place(limit(bob, Side::sell, "1", "90"));
  EXPECT_EQ(state(oco.orders[1]), "FILLED 1/1");
  EXPECT_EQ(balance(alice, "B"), "910+0");
}

TEST_F(Lists, PairsThatMakeNoSenseAreRefused) {
  EXPECT_EQ(list_refusal(ListKind::oco, {profit("95"), loss()}), -2010);
  EXPECT_EQ(list_refusal(ListKind::oco, {profit(), loss("105")}), -2010);
  EXPECT_EQ(list_refusal(ListKind::oco, {profit(), profit("120")}), -1168);
  EXPECT_EQ(balance(alice, "A"), "1000+0");
}

TEST_F(Lists, CancellingALegCancelsTheList) {
  const auto oco = list(ListKind::oco, {profit(), loss()});
  const auto done =
      exchange.cancel({{alice, "AB", oco.orders[1], ""}, "", CancelRestriction::none}, now, events);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->orders.size(), 2U);
  EXPECT_EQ(done->lists.size(), 1U);
  EXPECT_EQ(state(oco.orders[0]), "CANCELED 0/1");
  EXPECT_EQ(status(oco), ListStatusType::all_done);
  EXPECT_EQ(balance(alice, "A"), "1000+0");
}

TEST_F(Lists, APendingOrderWorksOnceTheFirstIsFilled) {
  const auto oto = list(ListKind::oto,
                        {limit(alice, Side::buy, "2", "95"), limit(alice, Side::sell, "2", "120")});
  EXPECT_EQ(state(oto.orders[1]), "PENDING_NEW 0/2");
  EXPECT_EQ(balance(alice, "A"), "1000+0");
  place(limit(bob, Side::sell, "1", "95"));
  EXPECT_EQ(state(oto.orders[1]), "PENDING_NEW 0/2");
  place(limit(bob, Side::sell, "1", "95"));
  EXPECT_EQ(state(oto.orders[1]), "NEW 0/2");
  EXPECT_EQ(depth(Side::sell), "120x2");
  EXPECT_EQ(balance(alice, "A"), "1000+2");
  EXPECT_EQ(status(oto), ListStatusType::updated);
}

TEST_F(Lists, APendingOrderDiesWithItsFirst) {
  const auto oto = list(ListKind::oto,
                        {limit(alice, Side::buy, "2", "95"), limit(alice, Side::sell, "2", "120")});
  ASSERT_TRUE(exchange.cancel({{alice, "AB", oto.orders[0], ""}, "", CancelRestriction::none}, now,
                              events));
  EXPECT_EQ(state(oto.orders[1]), "CANCELED 0/2");
  EXPECT_EQ(status(oto), ListStatusType::all_done);
}

TEST_F(Lists, APendingOrderThatCannotBePaidIsExpiredAsRejected) {
  const auto oto = list(ListKind::oto, {limit(alice, Side::sell, "1", "101"),
                                        limit(alice, Side::sell, "1000", "120")});
  place(limit(bob, Side::buy, "1", "101"));
  EXPECT_EQ(state(oto.orders[1]), "EXPIRED 0/1000");
  EXPECT_EQ(order(oto.orders[1]).expiry, ExpiryReason::rejected);
  EXPECT_EQ(status(oto), ListStatusType::all_done);
}

TEST_F(Lists, APendingPairProtectsWhatWasBought) {
  const auto otoco = list(ListKind::otoco, {limit(alice, Side::buy, "1", "95"), profit(), loss()});
  place(limit(bob, Side::sell, "1", "95"));
  EXPECT_EQ(state(otoco.orders[1]), "NEW 0/1");
  EXPECT_EQ(balance(alice, "A"), "1000+1");
  place(limit(bob, Side::buy, "1", "110"));
  EXPECT_EQ(state(otoco.orders[1]), "FILLED 1/1");
  EXPECT_EQ(state(otoco.orders[2]), "EXPIRED 0/1");
  EXPECT_EQ(status(otoco), ListStatusType::all_done);
}

TEST_F(Lists, WhatWasReceivedIsHeldAtOnceAndSoldInWholeSteps) {
  AccountTerms terms;
  terms.maker = core::Ratio::from_units(5'000'000);  // 5 %
  exchange.set_terms(alice, terms);
  auto pending = limit(alice, Side::sell, "1", "120");
  pending.quantity = {};
  const auto opo = list(ListKind::opo, {limit(alice, Side::buy, "2", "95"), pending});
  place(limit(bob, Side::sell, "1", "95"));
  EXPECT_EQ(balance(alice, "A"), "1000+0.95");
  place(limit(bob, Side::sell, "1", "95"));
  EXPECT_EQ(state(opo.orders[1]), "NEW 0/1.9");
  EXPECT_EQ(balance(alice, "A"), "1000+1.9");
}

}  // namespace
}  // namespace atb::exchange
