#include "binance_simulator/world.h"

#include <utility>

namespace atb::binance_simulator {

World::World() : addresses{standard_limits()}, order_counts{standard_limits()} {}

void World::add_symbol(const exchange::SymbolRules& rules) {
  exchange.add_symbol(rules);
  tapes_[rules.symbol];
}

exchange::AccountId World::open_account(AccountPlan plan, core::Timestamp now) {
  const auto account = exchange.open_account(plan.terms);
  exchange::ExchangeEvents events;
  for (const auto& [asset, amount] : plan.balances)
    (void)exchange.deposit(account, asset, amount, now, events);
  for (auto& key : plan.keys) {
    key.account = account;
    key.created = now;
    keys.add(std::move(key));
  }
  tell(events);
  return account;
}

void World::tell(const exchange::ExchangeEvents& events) {
  for (const auto& event : events) {
    if (const auto* const trade = std::get_if<exchange::PublicTrade>(&event))
      tapes_[trade->symbol].add(*trade);
    const auto* const report = std::get_if<exchange::ExecutionReport>(&event);
    if (report == nullptr || !report->trade) continue;
    const bool is_first = report->order.executed == report->trade->quantity;
    if (is_first)
      order_counts.first_fill(report->order.account, report->trade->is_maker, report->time);
  }
  for (const auto& listener : listeners_) listener(events);
}

const Tape* World::tape(std::string_view symbol) const {
  const auto found = tapes_.find(symbol);
  return found == tapes_.end() ? nullptr : &found->second;
}

}  // namespace atb::binance_simulator
