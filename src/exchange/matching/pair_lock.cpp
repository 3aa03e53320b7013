#include "exchange/matching/pair_lock.h"

#include <algorithm>

#include "exchange/matching/settlement.h"

namespace atb::exchange {
namespace {

/// Calls `visit(order)` for the other open legs of its list that are of its side and work already.
template <class Visit>
void each_partner(Turn& turn, const Order& leg, const Visit& visit) {
  for (const auto id : turn.market.list(leg.list).orders) {
    auto& other = turn.market.order(id);
    if (id != leg.id && !is_final(other.status) && other.status != OrderStatus::pending_new &&
        other.side == leg.side)
      visit(other);
  }
}

}  // namespace

void claim_lock(Turn& turn, Order& leg) {
  each_partner(turn, leg, [&](Order& other) {
    leg.locked += other.locked;
    other.locked = {};
  });
}

void keep_needed(Turn& turn, Order& order) {
  auto needed = needed_lock(order);
  if (order.list >= 0) {
    claim_lock(turn, order);
    each_partner(turn, order,
                 [&](const Order& other) { needed = std::max(needed, needed_lock(other)); });
  }
  turn.keep_locked(order, needed);
}

}  // namespace atb::exchange
