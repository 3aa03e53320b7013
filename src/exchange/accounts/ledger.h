#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/amount.h"
#include "exchange/orders/exchange_event.h"
#include "exchange/orders/order.h"

namespace atb::exchange {

/// Who owns what. Nothing is created or lost but by `deposit`: the sum of an asset over all
/// accounts, the fees and the house stays.
class Ledger {
 public:
  /// Liquidity without an account: what the house gave away is negative.
  static constexpr AccountId kHouse = UINT32_MAX;
  /// Where commissions go.
  static constexpr AccountId kFees = UINT32_MAX - 1;

  /// A new account without anything; ids rise from 0.
  AccountId open();
  [[nodiscard]] std::size_t accounts() const noexcept { return accounts_.size(); }

  /// Into the account from outside, or out of it. False when less than that is free.
  bool deposit(AccountId account, const std::string& asset, core::Money amount);
  /// From free to locked; false when less is free. @pre amount >= 0
  bool lock(AccountId account, const std::string& asset, core::Money amount);
  /// Back. @pre as much is locked
  void unlock(AccountId account, const std::string& asset, core::Money amount);
  /// What is locked or free goes to somebody else. @pre as much is there
  void pay_locked(AccountId from, AccountId to, const std::string& asset, core::Money amount);
  void pay_free(AccountId from, AccountId to, const std::string& asset, core::Money amount);

  [[nodiscard]] core::Money free(AccountId account, const std::string& asset) const;
  [[nodiscard]] core::Money locked(AccountId account, const std::string& asset) const;
  /// Those that were ever touched, by name.
  [[nodiscard]] std::vector<Balance> balances(AccountId account) const;
  /// Of one asset over all accounts, fees and house: what was ever deposited.
  [[nodiscard]] core::Money total(const std::string& asset) const;

  /// All balances of an account, kHouse or kFees, as they were. For snapshots.
  void restore(AccountId account, const std::vector<Balance>& balances);

 private:
  struct Holding {
    core::Money free;
    core::Money locked;
  };
  using Holdings = std::map<std::string, Holding, std::less<>>;
  Holdings& holdings(AccountId account);
  [[nodiscard]] const Holdings& holdings(AccountId account) const;
  [[nodiscard]] Holding holding(AccountId account, const std::string& asset) const;

  std::vector<Holdings> accounts_;
  Holdings fees_;
  Holdings house_;
};

}  // namespace atb::exchange
