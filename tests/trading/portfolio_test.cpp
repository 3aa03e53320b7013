#include "trading/portfolio.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "trading/support/amounts.h"

namespace atb::trading {
namespace {

using namespace testing;

OrderFilled fill(core::Price at, core::Quantity size, core::Money commission, std::string asset) {
  OrderFilled event;
  event.price = at;
  event.quantity = size;
  event.quote = core::notional(at, size, core::Rounding::half_to_even);
  event.commission = commission;
  event.commission_asset = std::move(asset);
  return event;
}

TEST(Portfolio, TakesACommissionFromTheAssetItIsChargedIn) {
  Portfolio portfolio{"BTC", "USDT", money("1000")};
  portfolio.buy(fill(price("100"), quantity("2"), money("0.002"), "BTC"));
  EXPECT_EQ(portfolio.cash(), money("800"));
  EXPECT_EQ(portfolio.base(), quantity("1.998"));
  portfolio.sell(fill(price("110"), quantity("1"), money("0.11"), "USDT"));
  EXPECT_EQ(portfolio.cash(), money("909.89"));
  portfolio.sell(fill(price("110"), quantity("0.5"), money("0.0003"), "BNB"));
  EXPECT_EQ(portfolio.cash(), money("964.89"));
  EXPECT_EQ(portfolio.base(), quantity("0.498"));
  EXPECT_EQ(to_text(portfolio.fees().at("BNB")), "0.0003");
}

TEST(Portfolio, ValuesItsHoldingsRoundedDown) {
  Portfolio portfolio{"BTC", "USDT", money("10")};
  portfolio.buy(fill(price("3"), quantity("0.33333333"), {}, "USDT"));
  EXPECT_EQ(to_text(portfolio.equity(price("1.00000001"))), "9.33333334");
}

TEST(Portfolio, GoesOnFromWhatAStoreKept) {
  Portfolio portfolio{"BTC", "USDT", money("10")};
  portfolio.restore(money("5"), quantity("2"), {{"USDT", money("1")}});
  EXPECT_EQ(portfolio.cash(), money("5"));
  EXPECT_EQ(portfolio.base(), quantity("2"));
  EXPECT_EQ(portfolio.fees().at("USDT"), money("1"));
}

RC_GTEST_PROP(Portfolio, KeepsEveryUnitThroughAnySequenceOfFills, ()) {
  const core::Money start = money("1000000000");
  Portfolio portfolio{"BTC", "USDT", start};
  core::Money paid;
  core::Money received;
  core::Quantity bought;
  core::Quantity sold;
  const auto steps = *rc::gen::inRange(0, 40);
  for (int i = 0; i < steps; ++i) {
    const auto at = core::Price::from_units(*rc::gen::inRange<std::int64_t>(1, 10'000'000'000'000));
    const auto size = core::Quantity::from_units(*rc::gen::inRange<std::int64_t>(1, 1'000'000'000));
    const auto asset = *rc::gen::element<std::string>("USDT", "BTC", "BNB");
    const auto commission =
        core::Money::from_units(*rc::gen::inRange<std::int64_t>(0, size.units()));
    const auto event = fill(at, size, commission, asset);
    if (*rc::gen::arbitrary<bool>()) {
      portfolio.buy(event);
      paid += event.quote;
      bought += size;
    } else {
      portfolio.sell(event);
      received += event.quote;
      sold += size;
    }
  }
  const auto fee = [&](const char* asset) {
    const auto found = portfolio.fees().find(asset);
    return found == portfolio.fees().end() ? core::Money{} : found->second;
  };
  RC_ASSERT(portfolio.cash() + paid - received + fee("USDT") == start);
  RC_ASSERT(core::Int128{(portfolio.base() + sold - bought).units()} + fee("BTC").units() == 0);
}

}  // namespace
}  // namespace atb::trading
