#include "exchange/rules/symbol_rules.h"

#include <gtest/gtest.h>

namespace atb::exchange {
namespace {

TEST(SymbolRules, OfBitcoinAreThoseOfTheCaptures) {
  const auto rules = bitcoin_rules();
  EXPECT_EQ(rules.symbol, "BTCUSDT");
  EXPECT_EQ(core::to_text(rules.price.tick), "0.01");
  EXPECT_EQ(core::to_text(rules.lot.step), "0.00001");
  EXPECT_EQ(core::to_text(rules.market_lot.max), "141.67845966");
  EXPECT_EQ(core::to_text(rules.notional.min), "5");
  EXPECT_EQ(rules.conditional_max, 5);
}

TEST(SymbolRules, CanBeThoseOfAnotherPair) {
  const auto rules = rules_like_bitcoin("ETH", "BTC");
  EXPECT_EQ(rules.symbol, "ETHBTC");
  EXPECT_EQ(rules.base, "ETH");
  EXPECT_EQ(rules.quote, "BTC");
}

}  // namespace
}  // namespace atb::exchange
