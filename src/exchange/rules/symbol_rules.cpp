#include "exchange/rules/symbol_rules.h"

#include <utility>

namespace atb::exchange {
namespace {

core::Price price(std::int64_t units) {
  return core::Price::from_units(units);
}
core::Quantity quantity(std::int64_t units) {
  return core::Quantity::from_units(units);
}
core::Money money(std::int64_t whole) {
  return core::Money::from_units(core::Int128{whole} * core::kUnitsPerOne);
}

}  // namespace

SymbolRules rules_like_bitcoin(std::string base, std::string quote) {
  constexpr auto kOne = core::kUnitsPerOne;
  SymbolRules rules;
  rules.symbol = base + quote;
  rules.base = std::move(base);
  rules.quote = std::move(quote);
  rules.price = {price(kOne / 100), price(1'000'000 * kOne), price(kOne / 100)};
  rules.lot = {quantity(1'000), quantity(9'000 * kOne), quantity(1'000)};
  rules.market_lot = {{}, quantity(14'167'845'966), {}};
  const auto ratio = [](std::int64_t units) { return core::Ratio::from_units(units); };
  rules.percent_price = {ratio(2 * kOne), ratio(kOne / 2), ratio(2 * kOne), ratio(kOne / 2), 5};
  rules.notional = {money(5), money(9'000'000), true, false, 5};
  rules.trailing = {10, 2'000, 10, 2'000};
  rules.iceberg_parts = 100;
  rules.orders_max = 200;
  rules.conditional_max = 5;
  rules.lists_max = 20;
  rules.amendments_max = 10;
  return rules;
}

SymbolRules bitcoin_rules() {
  return rules_like_bitcoin("BTC", "USDT");
}

}  // namespace atb::exchange
