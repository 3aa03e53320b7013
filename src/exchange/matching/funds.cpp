#include "exchange/matching/funds.h"

#include "exchange/matching/matcher.h"

namespace atb::exchange {
namespace {

template <class Terms>
core::Money needed(const Market& market, const Terms& order) {
  const bool is_market = order.type == OrderType::market;
  if (order.side == Side::sell) {
    const auto quantity = order.quantity.is_zero()
                              ? estimate(market, order.side, {}, order.quote_quantity).quantity
                              : order.quantity;
    return core::Money::from_units(quantity.units());
  }
  if (is_market && order.quantity.is_zero()) return order.quote_quantity;
  if (is_market) return estimate(market, order.side, order.quantity, {}).quote;
  auto price = has_price(order.type) ? order.price : order.stop_price;
  if (price.is_zero()) price = market.record.last_price.value_or(core::Price{});
  return core::notional(price, order.quantity, core::Rounding::ceiling);
}

}  // namespace

core::Money funds_for(const Market& market, const PlaceOrder& order) {
  return needed(market, order);
}

core::Money funds_for(const Market& market, const Order& order) {
  return needed(market, order);
}

}  // namespace atb::exchange
