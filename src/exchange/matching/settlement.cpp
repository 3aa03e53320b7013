#include "exchange/matching/settlement.h"

#include <algorithm>

#include "exchange/accounts/commission.h"

namespace atb::exchange {
namespace {

using core::Money;

Money as_money(core::Quantity quantity) {
  return Money::from_units(quantity.units());
}

AccountId account_of(const Order* order) {
  return order == nullptr ? Ledger::kHouse : order->account;
}

/// What is locked for the order first, then what is free.
void pay(Turn& turn, Order* from, const Order* to, const std::string& asset, Money amount) {
  auto& ledger = turn.floor.ledger;
  if (from == nullptr) {
    ledger.pay_free(Ledger::kHouse, account_of(to), asset, amount);
    return;
  }
  const auto locked = std::min(from->locked, amount);
  ledger.pay_locked(from->account, account_of(to), asset, locked);
  from->locked -= locked;
  ledger.pay_free(from->account, account_of(to), asset, amount - locked);
  turn.touch(from->account, asset);
}

struct Commission {
  std::string asset;
  Money amount;
};

/// The price of the discount asset in this pair's quote asset; zero: not known.
core::Price discount_price(const Turn& turn, const AccountTerms& terms) {
  const auto& quote = turn.market.record.rules.quote;
  if (terms.discount_asset == quote) return core::Price::from_units(core::kUnitsPerOne);
  const auto* const market = turn.floor.find(terms.discount_asset + quote);
  return market == nullptr ? core::Price{} : market->record.last_price.value_or(core::Price{});
}

/// Taken from what is received, or from the discount asset while there is enough of it.
Commission commission_of(const Turn& turn, const Order& order, bool is_maker, Money received,
                         Money quote) {
  const auto& terms = turn.floor.terms[order.account];
  const auto rate = commission_rate(terms, is_maker, order.side == Side::buy);
  if (terms.pays_with_discount) {
    const auto price = discount_price(turn, terms);
    if (price.is_positive()) {
      const auto due = discounted_commission(quote, rate, terms.discount, price);
      if (turn.floor.ledger.free(order.account, terms.discount_asset) >= due)
        return {terms.discount_asset, due};
    }
  }
  return {turn.takes(order), core::scale(received, rate, core::Rounding::floor)};
}

void book(Turn& turn, Order& order, const Match& match, Money quote, std::int64_t trade_id) {
  const bool is_buyer = order.side == Side::buy;
  const bool is_maker = match.buyer_is_maker == is_buyer;
  const auto received = is_buyer ? as_money(match.quantity) : quote;
  const auto fee = commission_of(turn, order, is_maker, received, quote);
  turn.floor.ledger.pay_free(order.account, Ledger::kFees, fee.asset, fee.amount);
  for (const auto& asset : {turn.gives(order), turn.takes(order), fee.asset})
    turn.touch(order.account, asset);
  order.executed += match.quantity;
  order.cumulative_quote += quote;
  order.updated = turn.now;
  const AccountTrade trade{trade_id,    order.account,  order.symbol, order.id,   order.list,
                           match.price, match.quantity, quote,        fee.amount, fee.asset,
                           turn.now,    is_buyer,       is_maker};
  turn.market.record.trades.push_back(trade);
}

void tell(Turn& turn, const Order& order) {
  const auto& trades = turn.market.record.trades;
  const auto own = std::find_if(trades.rbegin(), trades.rend(),
                                [&](const AccountTrade& trade) { return trade.order == order.id; });
  ExecutionReport report;
  report.order = order;
  report.type = ExecutionType::trade;
  report.trade = *own;
  report.request_client_id = order.client_id;
  turn.report(std::move(report));
}

/// Whether nothing of it is left; a market order by its budget is told so by who matches it.
void finish_or_go_on(Turn& turn, Order& order) {
  const bool by_budget = order.quantity.is_zero();
  const bool filled = by_budget ? order.status == OrderStatus::filled : order.remaining().is_zero();
  order.status = filled ? OrderStatus::filled : OrderStatus::partially_filled;
  if (!filled) {
    if (has_price(order.type)) turn.keep_locked(order, needed_lock(order));
    return;
  }
  turn.keep_locked(order, {});
  turn.market.close(order);
}

}  // namespace

Money needed_lock(const Order& order) {
  if (order.side == Side::sell) return as_money(order.remaining());
  const auto price = has_price(order.type) ? order.price : order.stop_price;
  return core::notional(price, order.remaining(), core::Rounding::ceiling);
}

void settle(Turn& turn, const Match& match) {
  auto& record = turn.market.record;
  const auto quote = core::notional(match.price, match.quantity, core::Rounding::floor);
  pay(turn, match.seller, match.buyer, record.rules.base, as_money(match.quantity));
  pay(turn, match.buyer, match.seller, record.rules.quote, quote);
  const auto id = ++record.last_trade;
  for (auto* const order : {match.buyer, match.seller})
    if (order != nullptr) book(turn, *order, match, quote, id);
  for (auto* const order : {match.buyer, match.seller}) {
    if (order == nullptr) continue;
    finish_or_go_on(turn, *order);
    tell(turn, *order);
    if (order->list >= 0) turn.tasks.push_back({Turn::Task::Kind::list, order->list});
  }
  record.last_price = match.price;
  turn.market.average.add({turn.now, quote, match.quantity});
  turn.publish({record.rules.symbol, id, match.price, match.quantity, quote, turn.now,
                match.buyer_is_maker, match.taker});
}

}  // namespace atb::exchange
