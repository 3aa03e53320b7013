#include "exchange/rules/filters.h"

namespace atb::exchange {
namespace {

using core::Money;
using core::Price;
using core::Quantity;

bool within(const PriceFilter& filter, Price price) {
  if (filter.min.is_positive() && price < filter.min) return false;
  if (filter.max.is_positive() && price > filter.max) return false;
  return !filter.tick.is_positive() || price.units() % filter.tick.units() == 0;
}

bool within(const LotFilter& filter, Quantity quantity) {
  if (filter.min.is_positive() && quantity < filter.min) return false;
  if (filter.max.is_positive() && quantity > filter.max) return false;
  return !filter.step.is_positive() || quantity.units() % filter.step.units() == 0;
}

Outcome<void> check_prices(const SymbolRules& rules, const PlaceOrder& order) {
  for (const auto price : {order.price, order.stop_price})
    if (!price.is_zero() && !within(rules.price, price)) return filter_failure("PRICE_FILTER");
  return {};
}

Outcome<void> check_band(const SymbolRules& rules, const PlaceOrder& order,
                         const FilterContext& context) {
  if (!rules.percent_price) return {};
  const auto& band = *rules.percent_price;
  const auto middle = band.average_minutes > 0 ? context.average : context.last;
  if (!middle) return {};
  const bool is_buy = order.side == Side::buy;
  const auto up = is_buy ? band.bid_up : band.ask_up;
  const auto down = is_buy ? band.bid_down : band.ask_down;
  for (const auto price : {order.price, order.stop_price}) {
    if (price.is_zero()) continue;
    const auto wide = core::multiply(price.units(), core::kUnitsPerOne);
    const bool high = up.is_positive() && wide > core::multiply(middle->units(), up.units());
    if (high || wide < core::multiply(middle->units(), down.units()))
      return filter_failure("PERCENT_PRICE_BY_SIDE");
  }
  return {};
}

Outcome<void> check_lots(const SymbolRules& rules, const PlaceOrder& order) {
  for (const auto quantity : {order.quantity, order.iceberg})
    if (!quantity.is_zero() && !within(rules.lot, quantity)) return filter_failure("LOT_SIZE");
  if (order.type == OrderType::market && !order.quantity.is_zero() &&
      !within(rules.market_lot, order.quantity))
    return filter_failure("MARKET_LOT_SIZE");
  return {};
}

Outcome<void> check_notional(const SymbolRules& rules, const PlaceOrder& order,
                             const FilterContext& context) {
  const auto& filter = rules.notional;
  const bool at_market = !has_price(order.type);
  const bool is_market = order.type == OrderType::market;
  Money worth = order.quote_quantity;
  if (worth.is_zero()) {
    // A market order by the average price, a conditional one by its own.
    auto price = has_price(order.type) ? std::optional{order.price} : context.average;
    if (at_market && !is_market && order.stop_price.is_positive()) price = order.stop_price;
    if (!price || order.quantity.is_zero()) return {};
    worth = core::notional(*price, order.quantity, core::Rounding::floor);
  }
  if ((!is_market || filter.min_applies_to_market) && worth < filter.min)
    return filter_failure("NOTIONAL");
  if ((!is_market || filter.max_applies_to_market) && filter.max.is_positive() &&
      worth > filter.max)
    return filter_failure("NOTIONAL");
  return {};
}

Outcome<void> check_trailing(const SymbolRules& rules, const PlaceOrder& order) {
  if (order.trailing_delta == 0) return {};
  const auto& filter = rules.trailing;
  const bool above = triggers_above(order.type, order.side);
  const auto min = above ? filter.min_above : filter.min_below;
  const auto max = above ? filter.max_above : filter.max_below;
  if (order.trailing_delta < min || (max > 0 && order.trailing_delta > max))
    return filter_failure("TRAILING_DELTA");
  return {};
}

Outcome<void> check_iceberg(const SymbolRules& rules, const PlaceOrder& order) {
  if (order.iceberg.is_zero() || rules.iceberg_parts == 0) return {};
  const auto parts =
      core::divide(order.quantity.units(), order.iceberg.units(), core::Rounding::ceiling);
  return parts > rules.iceberg_parts ? Outcome<void>{filter_failure("ICEBERG_PARTS")}
                                     : Outcome<void>{};
}

Outcome<void> check_counts(const SymbolRules& rules, const PlaceOrder& order,
                           const FilterContext& context) {
  const auto over = [](int open, int max) { return max > 0 && open >= max; };
  if (over(context.open_orders, rules.orders_max)) return filter_failure("MAX_NUM_ORDERS");
  if (is_conditional(order.type) && over(context.open_conditional, rules.conditional_max))
    return filter_failure("MAX_NUM_ALGO_ORDERS");
  if (!order.iceberg.is_zero() && over(context.open_icebergs, rules.iceberg_max))
    return filter_failure("MAX_NUM_ICEBERG_ORDERS");
  return {};
}

}  // namespace

Outcome<void> check_filters(const SymbolRules& rules, const PlaceOrder& order,
                            const FilterContext& context) {
  ATB_ALLOW(check_prices(rules, order));
  ATB_ALLOW(check_band(rules, order, context));
  ATB_ALLOW(check_lots(rules, order));
  ATB_ALLOW(check_notional(rules, order, context));
  ATB_ALLOW(check_trailing(rules, order));
  ATB_ALLOW(check_iceberg(rules, order));
  ATB_ALLOW(check_counts(rules, order, context));
  if (rules.position_max.is_positive() && order.side == Side::buy &&
      context.base_held.units() + order.quantity.units() > rules.position_max.units())
    return filter_failure("MAX_POSITION");
  return {};
}

Outcome<void> check_amended(const SymbolRules& rules, core::Price price, core::Quantity quantity) {
  if (!within(rules.lot, quantity)) return filter_failure("LOT_SIZE");
  if (core::notional(price, quantity, core::Rounding::floor) < rules.notional.min)
    return filter_failure("NOTIONAL");
  return {};
}

}  // namespace atb::exchange
