#include "exchange/matching/matcher.h"

#include <algorithm>

#include "exchange/matching/pair_lock.h"
#include "exchange/matching/self_trade.h"
#include "exchange/matching/settlement.h"
#include "exchange/matching/taker.h"
#include "exchange/matching/triggers.h"

namespace atb::exchange {
namespace {

using core::Money;
using core::Price;
using core::Quantity;

/// What the house and the book do to each other, and the order that takes from both.
class Matcher {
 public:
  Matcher(Turn& turn, Taker taker) : turn_{turn}, taker_{taker} {
    taker_.number = ++turn.market.record.last_taker;
  }

  /// What is left of the taker when the book has no more for it.
  Taker run() {
    while (taker_.wants_more()) {
      const auto [price, level] = turn_.market.book.best(opposite(taker_.side));
      if (level == nullptr || !taker_.accepts(price)) break;
      const auto entry = *level->front();
      if (entry.order > 0 && prevents(entry.order)) {
        if (!prevent(turn_, *taker_.order, turn_.market.order(entry.order))) break;
        continue;
      }
      if (!meet(price, *level, entry)) break;
    }
    return taker_;
  }

 private:
  bool prevents(std::int64_t maker_id) const {
    return taker_.order != nullptr && is_self_trade(*taker_.order, turn_.market.order(maker_id));
  }

  /// The next price after this entry is used up; nothing when there is none that is accepted.
  std::optional<Price> price_behind(Price price, const PriceLevel& level,
                                    const PriceLevel::Entry& entry) const {
    if (level.visible() > entry.shown) return price;
    if (entry.order > 0) {
      const auto& maker = turn_.market.order(entry.order);
      if (maker.remaining() > entry.shown) return price;
    }
    std::optional<Price> next;
    turn_.market.book.each(opposite(taker_.side), [&](Price each, const PriceLevel&) {
      if (each == price) return true;
      next = each;
      return false;
    });
    return next;
  }

  /// One match. False when the taker can take nothing of it.
  bool meet(Price price, PriceLevel& level, const PriceLevel::Entry& entry) {
    const auto quantity =
        taker_.takes(price, entry.shown, turn_.market.record.rules.lot.step, available());
    if (quantity.is_zero()) return false;
    Order* const maker = entry.order > 0 ? &turn_.market.order(entry.order) : nullptr;
    if (maker != nullptr && maker->list >= 0) claim_lock(turn_, *maker);
    const auto behind =
        quantity == entry.shown ? price_behind(price, level, entry) : std::optional{price};
    level.take(quantity);
    turn_.touch(opposite(taker_.side), price);
    if (maker != nullptr) maker->shown -= quantity;
    taker_.count(price, quantity);
    if (taker_.order != nullptr && taker_.by_budget &&
        taker_.is_spent(behind, turn_.market.record.rules.lot.step))
      taker_.order->status = OrderStatus::filled;
    const bool buys = taker_.side == Side::buy;
    settle(turn_, {buys ? taker_.order : maker, buys ? maker : taker_.order, !buys, price, quantity,
                   taker_.number});
    if (maker != nullptr) refill(*maker);
    turn_.market.book.tidy(opposite(taker_.side), price);
    watch_triggers(turn_, price);
    return true;
  }

  /// What the taker can pay with, of the asset that it gives.
  std::optional<Money> available() const {
    if (taker_.order == nullptr) return std::nullopt;
    return taker_.order->locked +
           turn_.floor.ledger.free(taker_.order->account, turn_.gives(*taker_.order));
  }

  /// An iceberg shows its next part, behind all others of its price.
  void refill(Order& maker) {
    if (is_final(maker.status) || !maker.shown.is_zero()) return;
    turn_.rest(maker, std::min(maker.iceberg, maker.remaining()));
  }

  Turn& turn_;
  Taker taker_;
};

bool fills_at_once(Turn& turn, const Order& order) {
  Quantity found;
  bool blocked = false;
  turn.market.book.each(opposite(order.side), [&](Price price, const PriceLevel& level) {
    const bool beyond = order.side == Side::buy ? price > order.price : price < order.price;
    if (has_price(order.type) && beyond) return false;
    found += level.house();
    for (const auto& entry : level.entries()) {
      const auto& maker = turn.market.order(entry.order);
      if (!is_self_trade(order, maker))
        found += maker.remaining();
      else if (order.self_trade_prevention != SelfTradePrevention::expire_maker)
        blocked = true;
      if (blocked) break;
    }
    return !blocked && found < order.remaining();
  });
  return found >= order.remaining();
}

void expire(Turn& turn, Order& order, ExpiryReason reason) {
  turn.end(order, OrderStatus::expired, ExecutionType::expired, reason);
  if (order.list >= 0) turn.tasks.push_back({Turn::Task::Kind::list, order.list});
}

/// What the book left of an order.
void place_rest(Turn& turn, Order& order) {
  if (!has_price(order.type)) {
    expire(turn, order, ExpiryReason::insufficient_liquidity);
  } else if (order.time_in_force != TimeInForce::gtc) {
    expire(turn, order, ExpiryReason::unfilled_ioc_quantity_expired);
  } else {
    turn.keep_locked(order, needed_lock(order));
    turn.rest(order, order.iceberg.is_zero() ? order.remaining()
                                             : std::min(order.iceberg, order.remaining()));
  }
}

}  // namespace

void execute(Turn& turn, Order& order) {
  order.working_since = turn.now;
  if (order.time_in_force == TimeInForce::fok && has_price(order.type) &&
      !fills_at_once(turn, order)) {
    expire(turn, order, ExpiryReason::unfilled_fok_order_expired);
    return;
  }
  const auto left = Matcher{turn, taker_of(order)}.run();
  if (left.by_budget) order.quantity = order.executed;
  if (!is_final(order.status)) place_rest(turn, order);
}

void take_for_house(Turn& turn, Side side, Price price, Quantity quantity) {
  const auto left = Matcher{turn, house_taker(side, price, quantity)}.run();
  if (!left.left.is_positive()) return;
  settle(turn, {nullptr, nullptr, side == Side::sell, price, left.left, left.number});
  watch_triggers(turn, price);
}

namespace {

Estimate walk(const Market& market, Taker taker) {
  Estimate result;
  market.book.each(opposite(taker.side), [&](Price price, const PriceLevel& level) {
    if (!taker.accepts(price)) return false;
    Quantity there = level.house();
    for (const auto& entry : level.entries())
      there += market.record.orders[static_cast<std::size_t>(entry.order - 1)].remaining();
    const auto taken = taker.takes(price, there, market.record.rules.lot.step, std::nullopt);
    taker.count(price, taken);
    result.quantity += taken;
    result.quote += core::notional(price, taken, core::Rounding::floor);
    return taker.wants_more() && !taken.is_zero();
  });
  return result;
}

}  // namespace

Estimate estimate(const Market& market, Side side, Quantity quantity, Money budget) {
  Taker taker;
  taker.side = side;
  taker.left = quantity;
  taker.budget = budget;
  taker.by_budget = quantity.is_zero();
  return walk(market, taker);
}

Quantity estimate_to(const Market& market, Side side, Price price, Quantity quantity) {
  return walk(market, house_taker(side, price, quantity)).quantity;
}

bool would_take(const Market& market, Side side, Price price) {
  const auto best = market.book.best_price(opposite(side));
  return best && (side == Side::buy ? *best <= price : *best >= price);
}

}  // namespace atb::exchange
