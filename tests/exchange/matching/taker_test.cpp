#include "exchange/matching/taker.h"

#include <gtest/gtest.h>

#include "exchange/support/desk.h"

namespace atb::exchange {
namespace {

using test::money;
using test::price;
using test::quantity;

TEST(Taker, AcceptsItsLimitAndBetter) {
  const auto buys = house_taker(Side::buy, price("100"), quantity("1"));
  EXPECT_TRUE(buys.accepts(price("100")));
  EXPECT_FALSE(buys.accepts(price("100.5")));
  EXPECT_FALSE(house_taker(Side::sell, price("100"), quantity("1")).accepts(price("99.5")));
}

TEST(Taker, TakesNoMoreThanItCanPay) {
  const auto buys = house_taker(Side::buy, price("100"), quantity("5"));
  const auto step = quantity("0.1");
  EXPECT_EQ(buys.takes(price("100"), quantity("9"), step, std::nullopt), quantity("5"));
  EXPECT_EQ(buys.takes(price("100"), quantity("2"), step, money("1000")), quantity("2"));
  EXPECT_EQ(buys.takes(price("100"), quantity("9"), step, money("155")), quantity("1.5"));
  const auto sells = house_taker(Side::sell, price("100"), quantity("5"));
  EXPECT_EQ(sells.takes(price("100"), quantity("9"), step, money("3")), quantity("3"));
}

TEST(Taker, ABudgetBuysWholeStepsAndIsSpentWhenOneMoreIsTooDear) {
  Taker taker;
  taker.by_budget = true;
  taker.budget = money("25");
  const auto step = quantity("0.1");
  EXPECT_EQ(taker.takes(price("100"), quantity("9"), step, std::nullopt), quantity("0.2"));
  taker.count(price("100"), quantity("0.2"));
  EXPECT_EQ(taker.budget, money("5"));
  EXPECT_TRUE(taker.is_spent(price("100"), step));
  EXPECT_FALSE(taker.is_spent(price("50"), step));
  EXPECT_FALSE(taker.is_spent(std::nullopt, step));
}

}  // namespace
}  // namespace atb::exchange
