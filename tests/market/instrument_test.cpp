#include "market/instrument.h"

#include <array>
#include <limits>
#include <string_view>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace atb::market {
namespace {

using core::Money;
using core::Price;
using core::Quantity;

/// BTCUSDT with filters of the kind that Binance publishes.
Instrument filtered() {
  Instrument instrument;
  instrument.tick_size = *core::parse_price("0.01");
  instrument.price_min = *core::parse_price("0.01");
  instrument.price_max = *core::parse_price("1000000");
  instrument.lot_step = *core::parse_quantity("0.00001");
  instrument.lot_min = *core::parse_quantity("0.00001");
  instrument.lot_max = *core::parse_quantity("9000");
  instrument.market_lot_max = *core::parse_quantity("100");
  instrument.notional_min = *core::parse_money("5");
  instrument.notional_max = *core::parse_money("9000000");
  return instrument;
}

/// The filter that refused, or "accepted".
std::string filter_of(const core::Result<void>& result) {
  if (result) return "accepted";
  EXPECT_EQ(result.error().code, "-1013");
  EXPECT_EQ(result.error().kind, core::ErrorKind::refused);
  constexpr std::string_view kStart = "Filter failure: ";
  EXPECT_TRUE(result.error().message.starts_with(kStart)) << result.error().message;
  const auto rest = result.error().message.substr(kStart.size());
  return rest.substr(0, rest.find(' '));
}

std::string price_verdict(std::string_view text) {
  return filter_of(check_price(filtered(), *core::parse_price(text)));
}

std::string quantity_verdict(std::string_view text, OrderKind kind) {
  return filter_of(check_quantity(filtered(), *core::parse_quantity(text), kind));
}

std::string notional_verdict(std::string_view text, OrderKind kind) {
  return filter_of(check_notional(filtered(), *core::parse_money(text), kind));
}

TEST(PriceFilter, HoldsTheTickAndBothEnds) {
  EXPECT_EQ(price_verdict("0.01"), "accepted");
  EXPECT_EQ(price_verdict("64123.45"), "accepted");
  EXPECT_EQ(price_verdict("1000000"), "accepted");
  EXPECT_EQ(price_verdict("64123.455"), "PRICE_FILTER");
  EXPECT_EQ(price_verdict("0.00"), "PRICE_FILTER");
  EXPECT_EQ(price_verdict("-1"), "PRICE_FILTER");
  EXPECT_EQ(price_verdict("1000000.01"), "PRICE_FILTER");
}

TEST(LotSizeFilter, HoldsTheStepAndBothEnds) {
  EXPECT_EQ(quantity_verdict("0.00001", OrderKind::limit), "accepted");
  EXPECT_EQ(quantity_verdict("9000", OrderKind::limit), "accepted");
  EXPECT_EQ(quantity_verdict("0.000015", OrderKind::limit), "LOT_SIZE");
  EXPECT_EQ(quantity_verdict("0", OrderKind::limit), "LOT_SIZE");
  EXPECT_EQ(quantity_verdict("-1", OrderKind::limit), "LOT_SIZE");
  EXPECT_EQ(quantity_verdict("9000.00001", OrderKind::limit), "LOT_SIZE");
}

TEST(MarketLotSizeFilter, LimitsMarketOrdersOnly) {
  EXPECT_EQ(quantity_verdict("100", OrderKind::market), "accepted");
  EXPECT_EQ(quantity_verdict("100.00001", OrderKind::market), "MARKET_LOT_SIZE");
  EXPECT_EQ(quantity_verdict("100.00001", OrderKind::limit), "accepted");
}

TEST(NotionalFilter, AppliesItsMaximumToLimitOrdersOnly) {
  EXPECT_EQ(notional_verdict("5", OrderKind::market), "accepted");
  EXPECT_EQ(notional_verdict("4.99999999", OrderKind::market), "NOTIONAL");
  EXPECT_EQ(notional_verdict("9000000", OrderKind::limit), "accepted");
  EXPECT_EQ(notional_verdict("9000000.00000001", OrderKind::limit), "NOTIONAL");
  EXPECT_EQ(notional_verdict("9000000.00000001", OrderKind::market), "accepted");
}

RC_GTEST_PROP(Filters, AreOffWhereTheyAreZero, ()) {
  Instrument open;
  open.tick_size = {};
  open.lot_step = {};
  const auto units = *rc::gen::inRange<std::int64_t>(1, std::numeric_limits<std::int64_t>::max());
  const auto kind = *rc::gen::element(OrderKind::market, OrderKind::limit);
  RC_ASSERT(check_price(open, Price::from_units(units)).has_value());
  RC_ASSERT(check_quantity(open, Quantity::from_units(units), kind).has_value());
  RC_ASSERT(check_notional(open, Money::from_units(units), kind).has_value());
}

RC_GTEST_PROP(Filters, AcceptWhatWasRoundedDownToTheStepUnlessItIsTooSmall, ()) {
  const auto instrument = filtered();
  const auto wanted = Quantity::from_units(*rc::gen::inRange<std::int64_t>(0, 10'000'000'000));
  const auto rounded =
      core::round_to_step(wanted, instrument.lot_step, core::Rounding::floor).value();
  RC_ASSERT(check_quantity(instrument, rounded, OrderKind::limit).has_value() ==
            (rounded >= instrument.lot_min));
}

TEST(InstrumentFromSymbol, SplitsAtTheLongestQuoteAsset) {
  struct Row {
    const char *symbol, *base, *quote;
  };
  constexpr std::array<Row, 6> kRows{{{"BTCUSDT", "BTC", "USDT"},
                                      {"ETHBTC", "ETH", "BTC"},
                                      {"BTCFDUSD", "BTC", "FDUSD"},
                                      {"1000SATSUSDT", "1000SATS", "USDT"},
                                      {"BNBIDRT", "BNB", "IDRT"},
                                      {"BTCEUR", "BTC", "EUR"}}};
  for (const auto& row : kRows) {
    const auto instrument = instrument_from_symbol(row.symbol);
    ASSERT_TRUE(instrument.has_value()) << row.symbol;
    EXPECT_EQ(instrument->symbol, row.symbol);
    EXPECT_EQ(instrument->base_asset, row.base);
    EXPECT_EQ(instrument->quote_asset, row.quote);
    EXPECT_TRUE(check_quantity(*instrument, Quantity::from_units(1), OrderKind::market));
  }
}

TEST(InstrumentFromSymbol, RefusesWhatIsNoPair) {
  for (const auto* symbol : {"", "B", "USDT", "btcusdt", "BTC/USDT", "BTC-USDT", "BTC USDT",
                             "BTCXYZ", "ABCDEFGHIJKLMNOPQUSDT"}) {
    const auto instrument = instrument_from_symbol(symbol);
    ASSERT_FALSE(instrument.has_value()) << '"' << symbol << '"';
    EXPECT_EQ(instrument.error().code, "instrument.unknown_symbol");
    EXPECT_EQ(instrument.error().kind, core::ErrorKind::usage);
  }
}

}  // namespace
}  // namespace atb::market
