#include "exchange/matching/exchange.h"

#include <gtest/gtest.h>

#include "exchange/support/desk.h"

namespace atb::exchange {
namespace {

using test::Desk;
using test::money;
using test::quantity;

class TheExchange : public ::testing::Test, public Desk {
 protected:
  OrderKey key(std::int64_t id, std::string client_id = {}) {
    return {alice, "AB", id > 0 ? std::optional{id} : std::nullopt, std::move(client_id)};
  }
  int cancel(const OrderKey& which, CancelRestriction only = CancelRestriction::none,
             const std::string& request_id = {}) {
    const auto done = exchange.cancel({which, request_id, only}, now, events);
    return done ? 0 : done.error().code;
  }
};

TEST_F(TheExchange, ACancelNamesTheOrderAnew) {
  auto request = limit(alice, Side::buy, "1", "100");
  request.client_id = "mine";
  const auto id = place(request);
  EXPECT_EQ(cancel(key(0, "mine"), CancelRestriction::none, "request"), 0);
  EXPECT_EQ(order(id).client_id, "request");
  EXPECT_EQ(order(id).original_client_id, "mine");
  EXPECT_EQ(cancel(key(id)), -2011);
  EXPECT_EQ(balance(alice, "B"), "1000+0");
  EXPECT_EQ((*exchange.market("AB")->find(key(0, "mine")))->id, id);
}

TEST_F(TheExchange, AClientIdIsTakenWhileItsOrderIsOpen) {
  auto request = limit(alice, Side::buy, "1", "100");
  request.client_id = "mine";
  const auto first = place(request);
  EXPECT_EQ(refusal(request), -2010);
  EXPECT_EQ(cancel(key(first)), 0);
  const auto second = place(request);
  EXPECT_NE(second, first);
  EXPECT_EQ((*exchange.market("AB")->find(key(0, "mine")))->id, second);
}

TEST_F(TheExchange, CancelsMayBeRestricted) {
  const auto id = place(limit(alice, Side::buy, "2", "100"));
  EXPECT_EQ(cancel(key(id), CancelRestriction::only_partially_filled), -2011);
  place(limit(bob, Side::sell, "1", "100"));
  EXPECT_EQ(cancel(key(id), CancelRestriction::only_new), -2011);
  EXPECT_EQ(cancel(key(id), CancelRestriction::only_partially_filled), 0);
}

TEST_F(TheExchange, OrdersOfOthersAreNotFound) {
  const auto id = place(limit(bob, Side::buy, "1", "100"));
  EXPECT_EQ(cancel(key(id)), -2011);
  EXPECT_EQ(exchange.market("AB")->find(key(id)).error().code, -2013);
  const auto own = place(limit(alice, Side::buy, "1", "100"));
  EXPECT_EQ(exchange.market("AB")->find(key(own, "other")).error().code, -2039);
}

TEST_F(TheExchange, CancelAllTakesOrdersAndLists) {
  EXPECT_EQ(exchange.cancel_all(alice, "AB", now, events).error().code, -2011);
  place(limit(alice, Side::buy, "1", "100"));
  place(limit(alice, Side::buy, "1", "99"));
  place(limit(bob, Side::buy, "1", "99"));
  EXPECT_EQ(exchange.cancel_all(alice, "AB", now, events)->orders.size(), 2U);
  EXPECT_EQ(depth(Side::buy), "99x1");
}

TEST_F(TheExchange, AnAmendKeepsThePlaceAndLowersOnly) {
  const auto first = place(limit(alice, Side::buy, "2", "100"));
  const auto second = place(limit(bob, Side::buy, "2", "100"));
  const auto amend = [&](const std::string& to) {
    const auto done = exchange.amend({key(first), quantity(to), "new"}, now, events);
    return done ? 0 : done.error().code;
  };
  EXPECT_EQ(amend("2"), -2038);
  EXPECT_EQ(amend("1"), 0);
  EXPECT_EQ(balance(alice, "B"), "900+100");
  EXPECT_EQ(depth(Side::buy), "100x3");
  EXPECT_EQ(order(first).client_id, "new");
  place(limit(bob, Side::sell, "1", "100"));
  EXPECT_EQ(state(first), "FILLED 1/1");
  EXPECT_EQ(state(second), "NEW 0/2");
  EXPECT_EQ(amend("0.5"), -2038);
}

TEST_F(TheExchange, UnknownPairsAreRefused) {
  auto request = limit(alice, Side::buy, "1", "100");
  request.symbol = "XY";
  EXPECT_EQ(refusal(request), -1121);
  EXPECT_EQ(exchange.average_price("XY", now).error().code, -1121);
  EXPECT_EQ(exchange.market("XY"), nullptr);
}

TEST_F(TheExchange, AWithdrawalTakesNoMoreThanIsFree) {
  place(limit(alice, Side::buy, "1", "100"));
  EXPECT_FALSE(exchange.deposit(alice, "B", money("-901"), now, events));
  EXPECT_TRUE(exchange.deposit(alice, "B", money("-900"), now, events));
  EXPECT_EQ(balance(alice, "B"), "0+100");
}

TEST_F(TheExchange, GoesOnFromASnapshot) {
  auto iceberg = limit(alice, Side::sell, "3", "105");
  iceberg.iceberg = quantity("1");
  place(iceberg);
  place(limit(bob, Side::sell, "1", "105"));
  trade_at("100");
  const auto stop_id = place(stop(alice, OrderType::stop_loss, Side::sell, "1", "90"));
  exchange.set_house_level("AB", Side::buy, test::price("95"), quantity("2"), now, events);
  exchange = Exchange{exchange.state()};
  EXPECT_EQ(depth(Side::sell), "105x2");
  EXPECT_EQ(depth(Side::buy), "95x2");
  EXPECT_EQ(balance(alice, "A"), "996+4");
  place(limit(bob, Side::buy, "1.5", "105"));
  EXPECT_EQ(depth(Side::sell), "105x1.5");
  trade_at("90");
  EXPECT_EQ(state(stop_id), "FILLED 1/1");
}

}  // namespace
}  // namespace atb::exchange
