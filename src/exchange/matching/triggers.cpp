#include "exchange/matching/triggers.h"

#include <algorithm>

namespace atb::exchange {
namespace {

constexpr std::int64_t kBasisPoints = 10'000;

bool is_reached(const Order& order, core::Price price) {
  return triggers_above(order.type, order.side) ? price >= order.stop_price
                                                : price <= order.stop_price;
}

/// Follows the price. True when it has come back by the delta.
bool trail(Order& order, core::Price price, core::Timestamp now) {
  if (!order.trailing_extreme) {
    if (!order.stop_price.is_zero() && !is_reached(order, price)) return false;
    order.trailing_extreme = price;
    order.trailing_since = now;
    return false;
  }
  auto& extreme = *order.trailing_extreme;
  const bool is_buy = order.side == Side::buy;
  extreme = is_buy ? std::min(extreme, price) : std::max(extreme, price);
  const auto turned = core::multiply(price.units(), kBasisPoints);
  const auto delta = is_buy ? order.trailing_delta : -order.trailing_delta;
  const auto mark = core::multiply(extreme.units(), kBasisPoints + delta);
  return is_buy ? turned >= mark : turned <= mark;
}

}  // namespace

void watch_triggers(Turn& turn, core::Price price) {
  auto& waiting = turn.market.waiting;
  const auto released = [&](std::int64_t id) {
    auto& order = turn.market.order(id);
    const bool now =
        order.trailing_delta > 0 ? trail(order, price, turn.now) : is_reached(order, price);
    if (!now) return false;
    order.triggered = true;
    turn.tasks.push_back({Turn::Task::Kind::trigger, id});
    return true;
  };
  waiting.erase(std::remove_if(waiting.begin(), waiting.end(), released), waiting.end());
}

}  // namespace atb::exchange
