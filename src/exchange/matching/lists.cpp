#include "exchange/matching/lists.h"

#include <algorithm>

#include <fmt/format.h>

#include "exchange/matching/funds.h"
#include "exchange/matching/matcher.h"
#include "exchange/matching/pair_lock.h"
#include "exchange/matching/settlement.h"
#include "exchange/rules/order_rules.h"

namespace atb::exchange {
namespace {

bool is_open(const Order& order) {
  return !is_final(order.status);
}

/// A leg that trades or was let loose. One whose price was reached but that still waits for its turn
/// has not. What self-trade prevention took counts like a fill: the pair was for the whole quantity.
bool has_begun(const Order& order) {
  return (order.triggered && order.working_since) || order.executed.is_positive() ||
         order.prevented.is_positive();
}

bool takes_received(ListKind kind) {
  return kind == ListKind::opo || kind == ListKind::opoco;
}

void expire(Turn& turn, Order& order, ExpiryReason reason) {
  turn.end(order, OrderStatus::expired, ExecutionType::expired, reason);
}

/// The legs of a pair: once one trades, is triggered or ends, the other goes.
void advance_pair(Turn& turn, const OrderList& list, std::size_t first) {
  auto& above = turn.market.order(list.orders[first]);
  auto& below = turn.market.order(list.orders[first + 1]);
  for (auto* const leg : {&above, &below}) {
    auto& other = leg == &above ? below : above;
    if (!has_begun(*leg) && is_open(*leg)) continue;
    if (is_open(other) && !has_begun(other)) {
      claim_lock(turn, *leg);
      if (!is_open(*leg)) turn.keep_locked(*leg, {});
      expire(turn, other, ExpiryReason::oco_trigger);
    }
  }
}

/// What the working order has brought in so far, of the base asset.
core::Money received(const Turn& turn, const Order& working) {
  core::Money sum;
  for (const auto& trade : turn.market.record.trades) {
    if (trade.order != working.id) continue;
    sum += core::Money::from_units(trade.quantity.units());
    if (trade.commission_asset == turn.market.record.rules.base) sum -= trade.commission;
  }
  return sum;
}

/// A pending order that sells what was bought holds it at once.
void hold_received(Turn& turn, const Order& working, Order& pending) {
  const auto sum = received(turn, working);
  if (sum > pending.locked) turn.lock(pending, sum - pending.locked);
}

/// Its price conditions when its turn has come. @return whether it may work
bool may_start(const Turn& turn, const Order& order) {
  PlaceOrder terms;
  terms.type = order.type;
  terms.side = order.side;
  terms.stop_price = order.stop_price;
  if (!check_trigger(terms, turn.market.record.last_price)) return false;
  return order.type != OrderType::limit_maker || !would_take(turn.market, order.side, order.price);
}

bool fund(Turn& turn, const OrderList& list, Order& pending) {
  if (!takes_received(list.kind)) return turn.lock(pending, funds_for(turn.market, pending));
  const auto step = turn.market.record.rules.lot.step;
  const auto held = core::Quantity::from_units(static_cast<std::int64_t>(pending.locked.units()));
  pending.quantity = core::round_to_step(held, step, core::Rounding::floor).value_or(held);
  turn.keep_locked(pending, core::Money::from_units(pending.quantity.units()));
  return pending.quantity.is_positive();
}

/// The working order is filled: what was pending works now.
void activate(Turn& turn, const OrderList& list) {
  const bool pair = list.orders.size() == 3;
  auto& first = turn.market.order(list.orders[1]);
  bool good = fund(turn, list, first);
  if (pair) {
    auto& second = turn.market.order(list.orders[2]);
    second.quantity = takes_received(list.kind) ? first.quantity : second.quantity;
    const auto more = funds_for(turn.market, second);
    if (good && more > first.locked) good = turn.lock(first, more - first.locked);
  }
  for (std::size_t i = 1; i < list.orders.size(); ++i)
    good = good && may_start(turn, turn.market.order(list.orders[i]));
  for (std::size_t i = 1; i < list.orders.size(); ++i) {
    auto& order = turn.market.order(list.orders[i]);
    if (!good) {
      expire(turn, order, ExpiryReason::rejected);
      continue;
    }
    order.status = OrderStatus::fresh;
    start(turn, order);
  }
}

void advance_working(Turn& turn, OrderList& list) {
  const auto& working = turn.market.order(list.orders[0]);
  auto& pending = turn.market.order(list.orders[1]);
  if (pending.status != OrderStatus::pending_new) return;
  if (takes_received(list.kind)) hold_received(turn, working, pending);
  if (is_open(working)) return;
  if (working.status == OrderStatus::filled) {
    activate(turn, list);
    list.status = ListStatusType::updated;
    list.updated = turn.now;
    turn.report(list);
    return;
  }
  for (std::size_t i = 1; i < list.orders.size(); ++i)
    expire(turn, turn.market.order(list.orders[i]), ExpiryReason::oto_phase_one_expired);
}

void close_if_done(Turn& turn, OrderList& list) {
  const bool done = std::none_of(list.orders.begin(), list.orders.end(),
                                 [&](std::int64_t id) { return is_open(turn.market.order(id)); });
  if (!done || list.is_done()) return;
  list.status = ListStatusType::all_done;
  list.updated = turn.now;
  turn.report(list);
}

void advance(Turn& turn, OrderList& list) {
  if (list.is_done()) return;
  if (list.kind != ListKind::oco) advance_working(turn, list);
  const std::size_t pair = list.kind == ListKind::oco ? 0 : 1;
  const bool has_pair = list.orders.size() == pair + 2;
  if (has_pair && turn.market.order(list.orders[pair]).status != OrderStatus::pending_new)
    advance_pair(turn, list, pair);
  close_if_done(turn, list);
}

/// Its price was reached: a limit or market order from now on.
void release(Turn& turn, Order& order) {
  if (order.list >= 0) advance(turn, turn.market.list(order.list));
  if (!is_open(order)) return;  // the other leg was quicker
  order.working_since = turn.now;
  if (order.list >= 0) {
    advance(turn, turn.market.list(order.list));
    turn.tasks.push_back({Turn::Task::Kind::list, order.list});
  }
  order.updated = turn.now;
  turn.report(order, ExecutionType::fresh);
  execute(turn, order);
}

void add_orders(Turn& turn, const PlaceList& request, OrderList& list) {
  const bool oco = request.kind == ListKind::oco;
  for (std::size_t i = 0; i < request.orders.size(); ++i) {
    const bool pending = !oco && i > 0;
    const auto& order = turn.add(request.orders[i], list.id,
                                 pending ? OrderStatus::pending_new : OrderStatus::fresh);
    list.orders.push_back(order.id);
  }
}

}  // namespace

void start(Turn& turn, Order& order) {
  const bool waits = is_conditional(order.type);
  if (!waits) order.working_since = turn.now;
  turn.report(order, ExecutionType::fresh);
  if (waits)
    turn.wait(order);
  else
    execute(turn, order);
}

void settle_tasks(Turn& turn) {
  while (!turn.tasks.empty()) {
    const auto task = turn.tasks.front();
    turn.tasks.pop_front();
    if (task.kind == Turn::Task::Kind::trigger)
      release(turn, turn.market.order(task.id));
    else
      advance(turn, turn.market.list(task.id));
  }
}

OrderList& start_list(Turn& turn, const PlaceList& request) {
  auto& record = turn.market.record;
  const auto& first_request = request.orders.front();
  auto& list = record.lists.emplace_back();
  list.id = static_cast<std::int64_t>(record.lists.size()) - 1;
  list.account = first_request.account;
  list.symbol = record.rules.symbol;
  list.kind = request.kind;
  list.client_id =
      request.list_client_id.empty() ? fmt::format("l{:021}", list.id) : request.list_client_id;
  list.updated = turn.now;
  add_orders(turn, request, list);
  auto& first = turn.market.order(list.orders[0]);
  auto funds = funds_for(turn.market, first);
  if (request.kind == ListKind::oco)
    funds = std::max(funds, funds_for(turn.market, turn.market.order(list.orders[1])));
  turn.lock(first, funds);
  turn.report(list);
  // A pair never meets the book when it is made, so that the order of its legs does not matter.
  const std::size_t working = request.kind == ListKind::oco ? 2 : 1;
  for (std::size_t i = working; i < list.orders.size(); ++i)
    turn.report(turn.market.order(list.orders[i]), ExecutionType::fresh);
  for (std::size_t i = 0; i < working; ++i) start(turn, turn.market.order(list.orders[i]));
  return list;
}

void cancel_list(Turn& turn, OrderList& list, const std::string& request_id) {
  for (const auto id : list.orders) {
    auto& order = turn.market.order(id);
    if (!is_open(order)) continue;
    turn.end(order, OrderStatus::canceled, ExecutionType::canceled, ExpiryReason::none,
             request_id.empty() ? fmt::format("c{:021}", order.id) : request_id);
  }
  close_if_done(turn, list);
}

}  // namespace atb::exchange
