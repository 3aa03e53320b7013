#include "exchange/rules/order_rules.h"

#include <algorithm>

namespace atb::exchange {
namespace {

bool stops_loss(OrderType type) {
  return type == OrderType::stop_loss || type == OrderType::stop_loss_limit;
}

bool takes_profit(OrderType type) {
  return type == OrderType::limit_maker || type == OrderType::take_profit ||
         type == OrderType::take_profit_limit;
}

/// What the leg waits for: its trigger, or the price at which it rests.
core::Price turning_point(const PlaceOrder& leg) {
  return leg.type == OrderType::limit_maker ? leg.price : leg.stop_price;
}

Outcome<void> check_pair(const PlaceOrder& above, const PlaceOrder& below,
                         std::optional<core::Price> last) {
  const bool sells = above.side == Side::sell;
  const auto& profit = sells ? above : below;
  const auto& loss = sells ? below : above;
  if (!takes_profit(profit.type) || !stops_loss(loss.type))
    return refuse(-1168,
                  "Above and below orders must be a pair of a limit maker or take profit "
                  "order and a stop loss order.");
  const auto wrong = [] {
    return refuse(-2010, "The relationship of the prices for the orders is not correct.");
  };
  const auto high = turning_point(above);
  const auto low = turning_point(below);
  if (!high.is_zero() && !low.is_zero() && high <= low) return wrong();
  if (!last) return {};
  if ((!high.is_zero() && high <= *last) || (!low.is_zero() && low >= *last)) return wrong();
  return {};
}

}  // namespace

Outcome<void> check_market(const SymbolRules& rules, const PlaceOrder& order) {
  if (rules.status != SymbolStatus::trading) return refuse(-2010, "Market is closed.");
  if (!order.self_trade_prevention) return {};
  const auto& allowed = rules.allowed_preventions;
  if (std::find(allowed.begin(), allowed.end(), *order.self_trade_prevention) == allowed.end())
    return refuse(-1013, "This symbol does not allow the specified self-trade prevention mode.");
  return {};
}

Outcome<void> check_trigger(const PlaceOrder& order, std::optional<core::Price> last) {
  if (!is_conditional(order.type) || order.stop_price.is_zero() || !last) return {};
  const bool now = triggers_above(order.type, order.side) ? *last >= order.stop_price
                                                          : *last <= order.stop_price;
  if (now) return refuse(-2010, "Order would trigger immediately.");
  return {};
}

Outcome<void> check_list(const PlaceList& list, std::optional<core::Price> last) {
  const auto& orders = list.orders;
  switch (list.kind) {
    case ListKind::oco:
      return check_pair(orders[0], orders[1], last);
    // The pending pair meets the market only later, at a price that nobody knows yet.
    case ListKind::otoco:
    case ListKind::opoco:
      return check_pair(orders[1], orders[2], std::nullopt);
    case ListKind::oto:
    case ListKind::opo:
      return {};
  }
  return {};
}

}  // namespace atb::exchange
