#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "binance_simulator/access/account_file.h"
#include "binance_simulator/access/key_ring.h"
#include "binance_simulator/limits/address_limits.h"
#include "binance_simulator/limits/order_limits.h"
#include "binance_simulator/market/tape.h"
#include "exchange/matching/exchange.h"

namespace atb::binance_simulator {

/// The whole simulated exchange: engine, accounts, keys, limits, what was traded. One thread.
class World {
 public:
  /// Hears of everything that happens, after it happened.
  using Listener = std::function<void(const exchange::ExchangeEvents& events)>;

  World();

  void add_symbol(const exchange::SymbolRules& rules);
  /// Opens the account, deposits its balances, takes its keys in.
  exchange::AccountId open_account(AccountPlan plan, core::Timestamp now);
  void listen(Listener listener) { listeners_.push_back(std::move(listener)); }
  /// What a command of the engine told: to the tape, the order counts and every listener.
  void tell(const exchange::ExchangeEvents& events);

  /// Null for a pair that is not there.
  [[nodiscard]] const Tape* tape(std::string_view symbol) const;
  [[nodiscard]] Tape& tape_of(const std::string& symbol) { return tapes_[symbol]; }

  exchange::Exchange exchange;
  KeyRing keys;
  AddressLimits addresses;
  OrderLimits order_counts;
  bool maintenance = false;  ///< every call is answered with 503

 private:
  std::map<std::string, Tape, std::less<>> tapes_;
  std::vector<Listener> listeners_;
};

}  // namespace atb::binance_simulator
