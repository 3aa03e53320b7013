#include "exchange/matching/self_trade.h"

#include <algorithm>

#include "exchange/matching/pair_lock.h"
#include "exchange/matching/settlement.h"

namespace atb::exchange {
namespace {

using Mode = SelfTradePrevention;

void tell(Turn& turn, const Order& order, const PreventedMatch& match) {
  ExecutionReport report;
  report.order = order;
  report.type = ExecutionType::trade_prevention;
  report.prevention = match;
  report.request_client_id = order.client_id;
  turn.report(std::move(report));
}

void expire(Turn& turn, Order& order, const PreventedMatch& match) {
  turn.leave_book(order);
  turn.keep_locked(order, {});
  turn.market.close(order);
  order.status = OrderStatus::expired_in_match;
  order.updated = turn.now;
  tell(turn, order, match);
  if (order.list >= 0) turn.tasks.push_back({Turn::Task::Kind::list, order.list});
}

void lower(Turn& turn, Order& order, core::Quantity by, const PreventedMatch& match) {
  order.prevented += by;
  if (order.remaining().is_zero()) {
    expire(turn, order, match);
    return;
  }
  if (!order.shown.is_zero()) {
    const auto shown =
        std::min(order.iceberg.is_zero() ? order.remaining() : order.iceberg, order.remaining());
    turn.market.book.at(order.side, order.price).set_shown(order.id, shown);
    order.shown = shown;
    turn.touch(order.side, order.price);
  }
  if (has_price(order.type)) turn.keep_locked(order, needed_lock(order));
  tell(turn, order, match);
  if (order.list >= 0) turn.tasks.push_back({Turn::Task::Kind::list, order.list});
}

}  // namespace

bool is_self_trade(const Order& taker, const Order& maker) {
  return taker.account == maker.account && taker.self_trade_prevention != Mode::none;
}

bool prevent(Turn& turn, Order& taker, Order& maker) {
  auto& record = turn.market.record;
  const auto mode = taker.self_trade_prevention;
  if (maker.list >= 0) claim_lock(turn, maker);
  const bool by_budget = taker.quantity.is_zero();
  const bool decrements = (mode == Mode::decrement || mode == Mode::transfer) && !by_budget;
  PreventedMatch match;
  match.id = static_cast<std::int64_t>(record.prevented.size()) + 1;
  match.symbol = record.rules.symbol;
  match.account = taker.account;
  match.taker_order = taker.id;
  match.maker_order = maker.id;
  match.price = maker.price;
  match.mode = mode;
  match.time = turn.now;
  if (decrements) match.prevented = std::min(taker.remaining(), maker.remaining());
  record.prevented.push_back(match);
  if (decrements) {
    lower(turn, maker, match.prevented, match);
    lower(turn, taker, match.prevented, match);
    return !is_final(taker.status);
  }
  if (mode != Mode::expire_taker) expire(turn, maker, match);
  // What has no quantity cannot be lowered: a budget expires.
  if (mode != Mode::expire_maker) expire(turn, taker, match);
  return mode == Mode::expire_maker;
}

}  // namespace atb::exchange
