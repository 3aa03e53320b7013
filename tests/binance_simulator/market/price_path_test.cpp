#include "binance_simulator/market/price_path.h"

#include <gtest/gtest.h>

namespace atb::binance_simulator {
namespace {

core::Price price(const char* text) {
  return core::parse_price(text).value();
}

TEST(PricePath, OneSeedIsOneWalk) {
  const auto first = random_walk(7, price("60000"), price("0.01"));
  const auto second = random_walk(7, price("60000"), price("0.01"));
  const auto whole = first->visit(core::Duration::seconds(5));
  EXPECT_EQ(whole.size(), 50U);
  std::vector<core::Price> parts;
  for (int i = 1; i <= 50; ++i)
    for (const auto each : second->visit(core::Duration::milliseconds(100) * i))
      parts.push_back(each);
  EXPECT_EQ(whole, parts);
  EXPECT_NE(whole,
            random_walk(8, price("60000"), price("0.01"))->visit(core::Duration::seconds(5)));
}

TEST(PricePath, CandlesAreVisitedAtAllFourPrices) {
  market::Candle up{{}, price("100"), price("120"), price("90"), price("110"), 1};
  market::Candle down{{}, price("110"), price("115"), price("80"), price("85"), 1};
  const auto path = candle_path({up, down}, core::Duration::seconds(4));
  const std::vector<core::Price> all{price("100"), price("90"),  price("120"), price("110"),
                                     price("110"), price("115"), price("80"),  price("85")};
  EXPECT_EQ(path->visit(core::Duration::seconds(7)), all);
  EXPECT_EQ(path->visit(core::Duration::seconds(99)), std::vector{price("85")});
}

}  // namespace
}  // namespace atb::binance_simulator
