#include "exchange/matching/market.h"

#include <gtest/gtest.h>

#include "exchange/support/desk.h"

namespace atb::exchange {
namespace {

TEST(Market, RebuildsItselfFromItsRecord) {
  test::Desk desk;
  const auto id = desk.place(test::Desk::limit(desk.alice, Side::buy, "1", "100"));
  const auto done = desk.place(test::Desk::market(desk.alice, Side::sell, "1"));
  EXPECT_EQ(desk.state(done), "FILLED 1/1");
  const auto open = desk.place(test::Desk::limit(desk.alice, Side::buy, "1", "99"));
  const Market again{desk.exchange.market("AB")->keep()};
  EXPECT_EQ(again.open_of(desk.alice), std::vector<std::int64_t>{open});
  EXPECT_TRUE(again.open_of(desk.bob).empty());
  EXPECT_EQ(again.book.visible(Side::buy, test::price("99")), test::quantity("1"));
  EXPECT_TRUE(again.find({desk.alice, "AB", id, ""}));
  EXPECT_NE(again.find_open(desk.alice, desk.order(open).client_id), nullptr);
  EXPECT_EQ(again.find_open(desk.alice, desk.order(id).client_id), nullptr);
}

}  // namespace
}  // namespace atb::exchange
