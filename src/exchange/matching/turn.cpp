#include "exchange/matching/turn.h"

#include <algorithm>

#include <fmt/format.h>

namespace atb::exchange {
namespace {

Order order_of(const PlaceOrder& request) {
  Order order;
  order.account = request.account;
  order.symbol = request.symbol;
  order.client_id = request.client_id;
  order.side = request.side;
  order.type = request.type;
  order.time_in_force = request.time_in_force;
  order.price = request.price;
  order.stop_price = request.stop_price;
  order.trailing_delta = request.trailing_delta;
  order.quantity = request.quantity;
  order.quote_quantity = request.quote_quantity;
  order.iceberg = request.iceberg;
  order.strategy_id = request.strategy_id;
  order.strategy_type = request.strategy_type;
  return order;
}

}  // namespace

Order& Turn::add(const PlaceOrder& request, std::int64_t list, OrderStatus status) {
  auto& record = market.record;
  auto& order = record.orders.emplace_back(order_of(request));
  order.id = static_cast<std::int64_t>(record.orders.size());
  order.list = list;
  order.status = status;
  order.created = now;
  order.updated = now;
  order.self_trade_prevention =
      request.self_trade_prevention.value_or(record.rules.self_trade_prevention);
  if (order.client_id.empty()) order.client_id = fmt::format("x{:021}", order.id);
  market.index(order, order.client_id);
  market.open(order);
  return order;
}

const std::string& Turn::gives(const Order& order) const {
  return order.side == Side::buy ? market.record.rules.quote : market.record.rules.base;
}

const std::string& Turn::takes(const Order& order) const {
  return order.side == Side::buy ? market.record.rules.base : market.record.rules.quote;
}

bool Turn::lock(Order& order, core::Money amount) {
  if (!floor.ledger.lock(order.account, gives(order), amount)) return false;
  order.locked += amount;
  touch(order.account, gives(order));
  return true;
}

void Turn::keep_locked(Order& order, core::Money amount) {
  if (order.locked <= amount) return;
  floor.ledger.unlock(order.account, gives(order), order.locked - amount);
  order.locked = amount;
  touch(order.account, gives(order));
}

void Turn::rest(Order& order, core::Quantity shown) {
  order.shown = shown;
  order.rank = ++market.record.last_rank;
  market.book.at(order.side, order.price).push({order.id, shown, order.rank});
  touch(order.side, order.price);
}

void Turn::leave_book(Order& order) {
  if (order.shown.is_zero()) return;
  market.book.at(order.side, order.price).erase(order.id);
  market.book.tidy(order.side, order.price);
  order.shown = {};
  touch(order.side, order.price);
}

void Turn::wait(Order& order) {
  order.rank = ++market.record.last_rank;
  market.waiting.push_back(order.id);
}

void Turn::end(Order& order, OrderStatus status, ExecutionType type, ExpiryReason reason,
               const std::string& request_id) {
  leave_book(order);
  auto& waiting = market.waiting;
  waiting.erase(std::remove(waiting.begin(), waiting.end(), order.id), waiting.end());
  keep_locked(order, {});
  market.close(order);
  order.status = status;
  order.expiry = reason;
  order.updated = now;
  if (!request_id.empty()) {
    order.original_client_id = order.client_id;
    order.client_id = request_id;
    market.index(order, request_id);
  }
  report(order, type);
}

void Turn::report(const Order& order, ExecutionType type) {
  ExecutionReport told;
  told.order = order;
  told.type = type;
  told.request_client_id = order.client_id;
  report(std::move(told));
}

void Turn::report(ExecutionReport told) {
  told.execution = ++market.record.last_execution;
  told.time = now;
  touch(told.order.account, gives(told.order));
  events_.emplace_back(std::move(told));
}

void Turn::report(const OrderList& list) {
  ListStatus status{list, now, {}};
  for (const auto id : list.orders) status.orders.push_back(market.order(id));
  events_.emplace_back(std::move(status));
}

void Turn::touch(Side side, core::Price price) {
  const std::pair level{side, price};
  if (std::find(levels_.begin(), levels_.end(), level) == levels_.end()) levels_.push_back(level);
}

void Turn::finish() {
  for (const auto& [side, price] : levels_)
    events_.emplace_back(BookChange{market.record.rules.symbol, ++market.record.last_update, side,
                                    price, market.book.visible(side, price)});
  std::map<AccountId, AccountPosition> positions;
  for (const auto& [account, asset] : balances_) {
    if (account == Ledger::kHouse) continue;
    auto& position = positions[account];
    position.account = account;
    position.time = now;
    position.balances.push_back(
        {asset, floor.ledger.free(account, asset), floor.ledger.locked(account, asset)});
  }
  for (auto& [account, position] : positions) events_.emplace_back(std::move(position));
}

}  // namespace atb::exchange
