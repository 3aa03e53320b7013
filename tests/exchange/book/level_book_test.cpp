#include "exchange/book/level_book.h"

#include <gtest/gtest.h>

#include "exchange/support/desk.h"

namespace atb::exchange {
namespace {

using test::price;
using test::quantity;

TEST(PriceLevel, ServesByRankAndCountsWhatIsShown) {
  PriceLevel level;
  level.push({1, quantity("1"), 5});
  level.set_house(quantity("2"), 3);
  level.push({2, quantity("4"), 7});
  EXPECT_EQ(level.visible(), quantity("7"));
  EXPECT_EQ(level.front()->order, 0);
  level.take(quantity("2"));
  EXPECT_EQ(level.front()->order, 1);
  level.take(quantity("1"));
  EXPECT_EQ(level.front()->order, 2);
  level.set_shown(2, quantity("3"));
  EXPECT_EQ(level.visible(), quantity("3"));
  level.erase(2);
  EXPECT_TRUE(level.is_empty());
}

TEST(PriceLevel, TheHouseKeepsItsPlaceWhileItShowsSomething) {
  PriceLevel level;
  level.set_house(quantity("1"), 1);
  level.push({1, quantity("1"), 2});
  level.set_house(quantity("5"), 3);
  EXPECT_EQ(level.front()->order, 0);
  level.set_house({}, 4);
  level.set_house(quantity("5"), 5);
  EXPECT_EQ(level.front()->order, 1);
}

TEST(LevelBook, KnowsTheBestOfBothSides) {
  LevelBook book;
  book.at(Side::buy, price("99")).push({1, quantity("1"), 1});
  book.at(Side::buy, price("98")).push({2, quantity("1"), 2});
  book.at(Side::sell, price("101")).push({3, quantity("1"), 3});
  book.at(Side::sell, price("102")).push({4, quantity("1"), 4});
  EXPECT_EQ(book.best_price(Side::buy), price("99"));
  EXPECT_EQ(book.best(Side::sell).first, price("101"));
  EXPECT_EQ(book.depth(Side::buy, 1).size(), 1U);
  EXPECT_EQ(book.depth(Side::sell, 9)[1].first, price("102"));
  book.at(Side::buy, price("99")).erase(1);
  book.tidy(Side::buy, price("99"));
  EXPECT_EQ(book.best_price(Side::buy), price("98"));
  EXPECT_TRUE(book.visible(Side::buy, price("99")).is_zero());
  EXPECT_EQ(book.find(Side::buy, price("99")), nullptr);
}

}  // namespace
}  // namespace atb::exchange
