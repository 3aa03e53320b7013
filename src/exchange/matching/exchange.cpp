#include "exchange/matching/exchange.h"

#include <utility>

#include <fmt/format.h>

#include "exchange/matching/admission.h"
#include "exchange/matching/funds.h"
#include "exchange/matching/lists.h"
#include "exchange/matching/matcher.h"
#include "exchange/matching/pair_lock.h"
#include "exchange/matching/turn.h"
#include "exchange/rules/filters.h"

namespace atb::exchange {
namespace {

using core::Timestamp;

tl::unexpected<Refusal> unknown_order() {
  return refuse(-2011, "Unknown order sent.");
}

/// The order that a cancel names, if it is open and as the request wants it.
Outcome<Order*> find_cancellable(Market& market, const CancelOrder& request) {
  const auto found = market.find(request.key);
  if (!found || is_final((*found)->status)) return unknown_order();
  auto& order = market.order((*found)->id);
  const bool is_new = order.executed.is_zero();
  if ((request.restriction == CancelRestriction::only_new && !is_new) ||
      (request.restriction == CancelRestriction::only_partially_filled && is_new))
    return refuse(-2011, "Order was not canceled due to cancel restrictions.");
  return &order;
}

void note(Turn& turn, const Order& order, Cancelled& cancelled) {
  if (order.list < 0) {
    cancelled.orders.push_back(order);
    return;
  }
  const auto& list = turn.market.list(order.list);
  cancelled.lists.push_back(list);
  for (const auto id : list.orders) cancelled.orders.push_back(turn.market.order(id));
}

void cancel_one(Turn& turn, Order& order, const std::string& request_id, Cancelled& cancelled) {
  if (order.list >= 0)
    cancel_list(turn, turn.market.list(order.list), request_id);
  else
    turn.end(order, OrderStatus::canceled, ExecutionType::canceled, ExpiryReason::none,
             request_id.empty() ? fmt::format("c{:021}", order.id) : request_id);
  note(turn, order, cancelled);
}

/// @error -2038 it cannot be amended, or not to that quantity
Outcome<Order*> find_amendable(Market& market, const AmendOrder& request) {
  const auto found = market.find(request.key);
  if (!found) return tl::unexpected<Refusal>(found.error());
  auto& order = market.order((*found)->id);
  const auto& rules = market.record.rules;
  const auto rejected = [](const char* why) { return refuse(-2038, why); };
  if (order.shown.is_zero())
    return rejected("The requested action would change no state; rejecting.");
  if (request.quantity <= order.executed + order.prevented || request.quantity >= order.quantity)
    return rejected(
        "The new quantity must be greater than the executed and less than the order's.");
  if (rules.amendments_max > 0 && order.amendments >= rules.amendments_max)
    return filter_failure("MAX_NUM_ORDER_AMENDS");
  ATB_ALLOW(check_amended(rules, order.price, request.quantity));
  return &order;
}

}  // namespace

Exchange::Exchange(const ExchangeState& state) {
  for (const auto& account : state.accounts) {
    const auto id = open_account(account.terms);
    floor_.ledger.restore(id, account.balances);
  }
  floor_.ledger.restore(Ledger::kFees, state.fees);
  floor_.ledger.restore(Ledger::kHouse, state.house);
  for (const auto& record : state.markets)
    floor_.markets[record.rules.symbol] = std::make_unique<Market>(record);
}

ExchangeState Exchange::state() const {
  ExchangeState state;
  for (std::size_t i = 0; i < floor_.terms.size(); ++i)
    state.accounts.push_back({floor_.terms[i], floor_.ledger.balances(static_cast<AccountId>(i))});
  state.fees = floor_.ledger.balances(Ledger::kFees);
  state.house = floor_.ledger.balances(Ledger::kHouse);
  for (const auto& [symbol, market] : floor_.markets) state.markets.push_back(market->keep());
  return state;
}

void Exchange::add_symbol(SymbolRules rules) {
  auto symbol = rules.symbol;
  MarketRecord record;
  record.rules = std::move(rules);
  floor_.markets[std::move(symbol)] = std::make_unique<Market>(std::move(record));
}

Outcome<Market*> Exchange::pair(std::string_view symbol) {
  auto* const found = floor_.find(symbol);
  if (found == nullptr) return refuse(-1121, "Invalid symbol.");
  return found;
}

Outcome<void> Exchange::set_rules(const SymbolRules& rules) {
  const auto market = pair(rules.symbol);
  ATB_ALLOW(market);
  (*market)->record.rules = rules;
  return {};
}

AccountId Exchange::open_account(AccountTerms terms) {
  floor_.terms.push_back(std::move(terms));
  return floor_.ledger.open();
}

void Exchange::set_terms(AccountId account, AccountTerms terms) {
  floor_.terms.at(account) = std::move(terms);
}

Outcome<void> Exchange::deposit(AccountId account, const std::string& asset, core::Money amount,
                                Timestamp now, ExchangeEvents& events) {
  auto& ledger = floor_.ledger;
  if (!ledger.deposit(account, asset, amount))
    return refuse(-2010, "Account has insufficient balance for requested action.");
  events.emplace_back(BalanceUpdate{account, now, asset, amount});
  events.emplace_back(AccountPosition{
      account, now, {{asset, ledger.free(account, asset), ledger.locked(account, asset)}}});
  return {};
}

Outcome<void> Exchange::check(const PlaceOrder& request, Timestamp now) {
  const auto market = pair(request.symbol);
  ATB_ALLOW(market);
  return admit(floor_, **market, request, now);
}

Outcome<Order> Exchange::place(const PlaceOrder& request, Timestamp now, ExchangeEvents& events) {
  const auto market = pair(request.symbol);
  ATB_ALLOW(market);
  ATB_ALLOW(admit(floor_, **market, request, now));
  Turn turn{floor_, **market, now, events};
  const auto funds = funds_for(**market, request);
  auto& order = turn.add(request, -1, OrderStatus::fresh);
  turn.lock(order, funds);
  start(turn, order);
  settle_tasks(turn);
  turn.finish();
  return order;
}

Outcome<OrderList> Exchange::place_list(const PlaceList& request, Timestamp now,
                                        ExchangeEvents& events) {
  const auto market = pair(request.orders.front().symbol);
  ATB_ALLOW(market);
  ATB_ALLOW(admit(floor_, **market, request, now));
  Turn turn{floor_, **market, now, events};
  const auto& list = start_list(turn, request);
  settle_tasks(turn);
  turn.finish();
  return list;
}

Outcome<Cancelled> Exchange::cancel(const CancelOrder& request, Timestamp now,
                                    ExchangeEvents& events) {
  const auto market = pair(request.key.symbol);
  ATB_ALLOW(market);
  const auto order = find_cancellable(**market, request);
  ATB_ALLOW(order);
  Turn turn{floor_, **market, now, events};
  Cancelled cancelled;
  cancel_one(turn, **order, request.new_client_id, cancelled);
  turn.finish();
  return cancelled;
}

Outcome<Cancelled> Exchange::cancel_all(AccountId account, std::string_view symbol, Timestamp now,
                                        ExchangeEvents& events) {
  const auto market = pair(symbol);
  ATB_ALLOW(market);
  const auto ids = (*market)->open_of(account);
  if (ids.empty()) return unknown_order();
  Turn turn{floor_, **market, now, events};
  Cancelled cancelled;
  for (const auto id : ids) {
    auto& order = (*market)->order(id);
    if (!is_final(order.status)) cancel_one(turn, order, {}, cancelled);
  }
  turn.finish();
  return cancelled;
}

Outcome<Cancelled> Exchange::cancel_list(std::string_view symbol, const ListKey& key,
                                         const std::string& request_id, Timestamp now,
                                         ExchangeEvents& events) {
  const auto market = pair(symbol);
  ATB_ALLOW(market);
  const auto* const found = find_list(symbol, key);
  if (found == nullptr || found->is_done()) return unknown_order();
  Turn turn{floor_, **market, now, events};
  auto& list = (*market)->list(found->id);
  exchange::cancel_list(turn, list, request_id);
  Cancelled cancelled;
  note(turn, (*market)->order(list.orders.front()), cancelled);
  turn.finish();
  return cancelled;
}

Outcome<Amended> Exchange::amend(const AmendOrder& request, Timestamp now, ExchangeEvents& events) {
  const auto market = pair(request.key.symbol);
  ATB_ALLOW(market);
  const auto found = find_amendable(**market, request);
  ATB_ALLOW(found);
  auto& order = **found;
  auto& record = (*market)->record;
  Turn turn{floor_, **market, now, events};
  Amendment amendment{order.symbol,
                      order.account,
                      order.id,
                      record.last_execution + 1,
                      order.client_id,
                      request.new_client_id,
                      order.quantity,
                      request.quantity,
                      now};
  if (amendment.new_client_id.empty()) amendment.new_client_id = fmt::format("a{:021}", order.id);
  order.original_client_id = order.client_id;
  order.client_id = amendment.new_client_id;
  order.quantity = request.quantity;
  order.updated = now;
  ++order.amendments;
  (*market)->index(order, order.client_id);
  const auto shown = std::min(order.shown, order.remaining());
  (*market)->book.at(order.side, order.price).set_shown(order.id, shown);
  order.shown = shown;
  turn.touch(order.side, order.price);
  keep_needed(turn, order);
  record.amendments.push_back(amendment);
  turn.report(order, ExecutionType::replaced);
  turn.finish();
  return Amended{order, amendment};
}

void Exchange::set_house_level(std::string_view symbol, Side side, core::Price price,
                               core::Quantity quantity, Timestamp now, ExchangeEvents& events) {
  auto* const market = floor_.find(symbol);
  if (market == nullptr) return;
  Turn turn{floor_, *market, now, events};
  auto left = quantity;
  if (quantity.is_positive() && would_take(*market, side, price)) {
    const auto met = estimate_to(*market, side, price, quantity);
    take_for_house(turn, side, price, met);
    left -= met;
  }
  market->book.at(side, price).set_house(left, ++market->record.last_rank);
  market->book.tidy(side, price);
  turn.touch(side, price);
  settle_tasks(turn);
  turn.finish();
}

void Exchange::house_trade(std::string_view symbol, Side side, core::Price price,
                           core::Quantity quantity, Timestamp now, ExchangeEvents& events) {
  auto* const market = floor_.find(symbol);
  if (market == nullptr || !quantity.is_positive()) return;
  Turn turn{floor_, *market, now, events};
  take_for_house(turn, side, price, quantity);
  settle_tasks(turn);
  turn.finish();
}

std::vector<std::string> Exchange::symbols() const {
  std::vector<std::string> names;
  for (const auto& [symbol, market] : floor_.markets) names.push_back(symbol);
  return names;
}

Outcome<std::optional<core::Price>> Exchange::average_price(std::string_view symbol,
                                                            Timestamp now) {
  const auto market = pair(symbol);
  ATB_ALLOW(market);
  return (*market)->average.at(now);
}

const OrderList* Exchange::find_list(std::string_view symbol, const ListKey& key) const {
  const auto* const found = market(symbol);
  if (found == nullptr) return nullptr;
  const auto& lists = found->record.lists;
  for (auto list = lists.rbegin(); list != lists.rend(); ++list)
    if (list->account == key.account &&
        (key.id ? *key.id == list->id : key.client_id == list->client_id))
      return &*list;
  return nullptr;
}

}  // namespace atb::exchange
