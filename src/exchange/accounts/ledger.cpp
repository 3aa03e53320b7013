#include "exchange/accounts/ledger.h"

#include <stdexcept>

namespace atb::exchange {

using core::Money;

AccountId Ledger::open() {
  accounts_.emplace_back();
  return static_cast<AccountId>(accounts_.size() - 1);
}

Ledger::Holdings& Ledger::holdings(AccountId account) {
  if (account == kHouse) return house_;
  if (account == kFees) return fees_;
  return accounts_.at(account);
}

const Ledger::Holdings& Ledger::holdings(AccountId account) const {
  if (account == kHouse) return house_;
  if (account == kFees) return fees_;
  return accounts_.at(account);
}

Ledger::Holding Ledger::holding(AccountId account, const std::string& asset) const {
  const auto& all = holdings(account);
  const auto found = all.find(asset);
  return found == all.end() ? Holding{} : found->second;
}

bool Ledger::deposit(AccountId account, const std::string& asset, Money amount) {
  auto& holding = holdings(account)[asset];
  if ((holding.free + amount).is_negative()) return false;
  holding.free += amount;
  return true;
}

bool Ledger::lock(AccountId account, const std::string& asset, Money amount) {
  auto& holding = holdings(account)[asset];
  if (holding.free < amount) return false;
  holding.free -= amount;
  holding.locked += amount;
  return true;
}

void Ledger::unlock(AccountId account, const std::string& asset, Money amount) {
  auto& holding = holdings(account)[asset];
  if (holding.locked < amount) throw std::logic_error{"more is unlocked than was locked"};
  holding.locked -= amount;
  holding.free += amount;
}

void Ledger::pay_locked(AccountId from, AccountId to, const std::string& asset, Money amount) {
  auto& giver = holdings(from)[asset];
  if (giver.locked < amount) throw std::logic_error{"more is paid than was locked"};
  giver.locked -= amount;
  holdings(to)[asset].free += amount;
}

void Ledger::pay_free(AccountId from, AccountId to, const std::string& asset, Money amount) {
  auto& giver = holdings(from)[asset];
  if (from != kHouse && giver.free < amount) throw std::logic_error{"more is paid than is free"};
  giver.free -= amount;
  holdings(to)[asset].free += amount;
}

Money Ledger::free(AccountId account, const std::string& asset) const {
  return holding(account, asset).free;
}

Money Ledger::locked(AccountId account, const std::string& asset) const {
  return holding(account, asset).locked;
}

std::vector<Balance> Ledger::balances(AccountId account) const {
  std::vector<Balance> all;
  for (const auto& [asset, holding] : holdings(account))
    all.push_back({asset, holding.free, holding.locked});
  return all;
}

Money Ledger::total(const std::string& asset) const {
  Money sum;
  const auto add = [&](AccountId account) {
    const auto held = holding(account, asset);
    sum += held.free + held.locked;
  };
  for (std::size_t i = 0; i < accounts_.size(); ++i) add(static_cast<AccountId>(i));
  add(kFees);
  add(kHouse);
  return sum;
}

void Ledger::restore(AccountId account, const std::vector<Balance>& balances) {
  auto& all = holdings(account);
  all.clear();
  for (const auto& balance : balances) all[balance.asset] = {balance.free, balance.locked};
}

}  // namespace atb::exchange
