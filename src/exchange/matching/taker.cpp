#include "exchange/matching/taker.h"

#include <algorithm>
#include <limits>

namespace atb::exchange {
namespace {

using core::Money;
using core::Price;
using core::Quantity;

/// As many whole steps as the money buys at that price.
Quantity affordable(Money money, Price price, Quantity step) {
  const auto units = core::divide(core::multiply(money.units(), core::kUnitsPerOne), price.units(),
                                  core::Rounding::floor);
  const core::Int128 size = std::max<std::int64_t>(step.units(), 1);
  const core::Int128 whole = units / size * size;
  constexpr core::Int128 kMost = std::numeric_limits<std::int64_t>::max() / 2;
  return Quantity::from_units(static_cast<std::int64_t>(std::min(whole, kMost)));
}

}  // namespace

bool Taker::accepts(Price price) const {
  if (!limit) return true;
  return side == Side::buy ? price <= *limit : price >= *limit;
}

bool Taker::wants_more() const {
  if (order != nullptr && is_final(order->status)) return false;
  if (by_budget) return budget.is_positive();
  // Self-trade prevention lowers what an order has left.
  return order != nullptr ? order->remaining().is_positive() : left.is_positive();
}

Quantity Taker::takes(Price price, Quantity shown, Quantity step,
                      std::optional<Money> available) const {
  Quantity wanted = order != nullptr ? order->remaining() : left;
  if (by_budget) wanted = affordable(budget, price, step);
  wanted = std::min(wanted, shown);
  if (!available) return wanted;
  if (side == Side::buy) {
    const auto cost = core::notional(price, wanted, core::Rounding::floor);
    return cost <= *available ? wanted : std::min(wanted, affordable(*available, price, step));
  }
  const core::Int128 held = std::min<core::Int128>(available->units(), wanted.units());
  return Quantity::from_units(static_cast<std::int64_t>(held));
}

void Taker::count(Price price, Quantity quantity) {
  left -= quantity;
  if (by_budget) budget -= core::notional(price, quantity, core::Rounding::floor);
}

bool Taker::is_spent(std::optional<Price> next, Quantity step) const {
  if (!budget.is_positive()) return true;
  return next && affordable(budget, *next, step).is_zero();
}

Taker taker_of(Order& order) {
  Taker taker;
  taker.order = &order;
  taker.side = order.side;
  if (has_price(order.type)) taker.limit = order.price;
  taker.by_budget = order.quantity.is_zero();
  taker.left = order.remaining();
  taker.budget = order.quote_quantity;
  return taker;
}

Taker house_taker(Side side, Price price, Quantity quantity) {
  Taker taker;
  taker.side = side;
  taker.limit = price;
  taker.left = quantity;
  return taker;
}

}  // namespace atb::exchange
