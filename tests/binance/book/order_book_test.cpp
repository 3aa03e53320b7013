#include "binance/book/order_book.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::binance {
namespace {

using Applied = OrderBook::Applied;
using State = OrderBook::State;
using Taken = OrderBook::Taken;

Level level(std::int64_t price, std::int64_t quantity) {
  return {core::Price::from_units(price * core::kUnitsPerOne),
          core::Quantity::from_units(quantity * core::kUnitsPerOne)};
}
DepthUpdate update(std::int64_t first, std::int64_t last, std::vector<Level> bids = {},
                   std::vector<Level> asks = {}) {
  return {{}, "BTCUSDT", first, last, std::move(bids), std::move(asks)};
}
DepthSnapshot snapshot(std::int64_t last) {
  return {"", last, {level(99, 1), level(98, 2)}, {level(101, 1), level(102, 2)}};
}

TEST(OrderBook, ShowsNothingBeforeSnapshotAndUpdatesMeet) {
  OrderBook book{5'000};
  EXPECT_FALSE(book.needs_snapshot());
  EXPECT_EQ(book.on_update(update(5, 7)), Applied::buffered);
  EXPECT_TRUE(book.needs_snapshot());
  EXPECT_FALSE(book.best_bid());
  EXPECT_EQ(book.on_snapshot(snapshot(3)), Taken::too_old);
  EXPECT_EQ(book.on_snapshot(snapshot(6)), Taken::ready);
  EXPECT_EQ(book.update_id(), 7);
  EXPECT_EQ(book.best_bid(), level(99, 1));
  EXPECT_EQ(book.best_ask(), level(101, 1));
}

TEST(OrderBook, ASnapshotWithoutAnUpdateProvesNothing) {
  OrderBook book{5'000};
  EXPECT_EQ(book.on_snapshot(snapshot(6)), Taken::too_old);
}

TEST(OrderBook, UpdatesSetAndRemoveLevels) {
  OrderBook book{5'000};
  book.on_update(update(1, 1));
  ASSERT_EQ(book.on_snapshot(snapshot(1)), Taken::ready);
  EXPECT_EQ(book.on_update(update(2, 2, {level(100, 3), level(99, 0)}, {level(101, 5)})),
            Applied::applied);
  EXPECT_EQ(book.best_bid(), level(100, 3));
  EXPECT_EQ(book.best_ask(), level(101, 5));
  EXPECT_EQ(book.bids().size(), 2U);
  EXPECT_EQ(book.on_update(update(1, 2, {level(97, 9)})), Applied::ignored);
  EXPECT_EQ(book.bids().size(), 2U);
}

TEST(OrderBook, AGapDropsTheBook) {
  OrderBook book{5'000};
  book.on_update(update(1, 1));
  ASSERT_EQ(book.on_snapshot(snapshot(1)), Taken::ready);
  EXPECT_EQ(book.on_update(update(3, 4)), Applied::gap);
  EXPECT_EQ(book.state(), State::buffering);
  EXPECT_FALSE(book.best_bid());
  EXPECT_EQ(book.on_snapshot(snapshot(4)), Taken::ready);
}

TEST(OrderBook, AGapAmongBufferedUpdatesIsSeenToo) {
  OrderBook book{5'000};
  book.on_update(update(1, 2));
  EXPECT_EQ(book.on_update(update(5, 6)), Applied::gap);
  EXPECT_EQ(book.on_snapshot(snapshot(2)), Taken::too_old);
}

TEST(OrderBook, BeyondTheSnapshotsEdgeNothingIsKnown) {
  OrderBook book{2};
  book.on_update(update(1, 1));
  ASSERT_EQ(book.on_snapshot(snapshot(1)), Taken::ready);
  book.on_update(update(2, 2, {level(97, 5)}, {level(103, 5)}));
  EXPECT_EQ(book.bids().size(), 2U);
  const auto four = core::Quantity::from_units(4 * core::kUnitsPerOne);
  EXPECT_FALSE(book.buy(four));
}

TEST(OrderBook, APriceThatRunsOutOfTheKnownLevelsAsksForASnapshot) {
  OrderBook book{2};
  book.on_update(update(1, 1));
  ASSERT_EQ(book.on_snapshot(snapshot(1)), Taken::ready);
  EXPECT_EQ(book.on_update(update(2, 2, {level(99, 0), level(97, 1)})), Applied::applied);
  EXPECT_EQ(book.on_update(update(3, 3, {level(98, 0)})), Applied::edge);
  EXPECT_TRUE(book.needs_snapshot());
  EXPECT_FALSE(book.best_bid());
}

TEST(OrderBook, TellsWhatAQuantityCosts) {
  OrderBook book{5'000};
  book.on_update(update(1, 1));
  ASSERT_EQ(book.on_snapshot(snapshot(1)), Taken::ready);
  const auto two = core::Quantity::from_units(2 * core::kUnitsPerOne);
  const auto cost = book.buy(two);
  EXPECT_EQ(core::to_text(cost->quote), "203");
  EXPECT_EQ(core::to_text(cost->average), "101.5");
  EXPECT_EQ(core::to_text(cost->worst), "102");
  EXPECT_EQ(core::to_text(book.sell(two)->quote), "197");
  EXPECT_EQ(core::to_text(book.sell(two)->worst), "98");
}

/// What the exchange has, and the update that leads to each of its states.
struct Feed {
  std::map<core::Price, core::Quantity> bids;
  std::int64_t id = 0;
  DepthUpdate next() {
    const auto first = id + 1;
    const auto changes = *rc::gen::inRange(1, 4);
    DepthUpdate result = update(first, first);
    for (int i = 0; i < changes; ++i) {
      const auto changed = level(*rc::gen::inRange(1, 20), *rc::gen::inRange(0, 5));
      if (changed.quantity.is_zero())
        bids.erase(changed.price);
      else
        bids[changed.price] = changed.quantity;
      result.bids.push_back(changed);
      result.last_update_id = ++id;
    }
    return result;
  }
  [[nodiscard]] DepthSnapshot depth() const {
    DepthSnapshot taken{"", id, {}, {}};
    for (auto at = bids.rbegin(); at != bids.rend(); ++at)
      taken.bids.push_back({at->first, at->second});
    return taken;
  }
  [[nodiscard]] bool equals(const OrderBook& book) const {
    if (book.bids().size() != bids.size()) return false;
    auto at = bids.begin();
    for (const auto& each : book.bids())
      if (each.price != at->first || each.quantity != (at++)->second) return false;
    return true;
  }
};

RC_GTEST_PROP(OrderBook, IsTheExchangesBookOrNotShown, ()) {
  Feed feed;
  OrderBook book{5'000};
  DepthSnapshot asked = feed.depth();
  std::vector<DepthUpdate> held;
  const auto steps = *rc::gen::inRange(1, 60);
  for (int i = 0; i < steps; ++i) {
    const auto sent = feed.next();
    const auto fate = *rc::gen::inRange(0, 10);
    if (fate == 0) continue;                 // lost
    if (fate == 1) asked = feed.depth();     // asked now, arrives later
    if (fate == 2) book.on_snapshot(asked);  // arrives
    if (fate == 3) {
      held.push_back(sent);
      continue;
    }  // late, out of order
    book.on_update(sent);
    if (fate == 4) book.on_update(sent);  // twice
    if (fate == 5 && !held.empty()) book.on_update(held.back());
    if (book.state() == State::ready && book.update_id() == feed.id) RC_ASSERT(feed.equals(book));
  }
}

}  // namespace
}  // namespace atb::binance
