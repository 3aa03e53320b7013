#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "binance_simulator/limits/address_limits.h"
#include "exchange/orders/order.h"
#include "exchange/orders/refusal.h"

namespace atb::binance_simulator {

/// How many orders an account has placed that nobody has filled yet. Accepted orders raise the
/// count, first fills lower it, cancels and expiries do not.
/// Source: Binance spot API, "Unfilled order count" and the FAQ "order_count_decrement".
class OrderLimits {
 public:
  /// @param rules  those of kind `orders` count
  explicit OrderLimits(const std::vector<LimitRule>& rules) { set_rules(rules); }

  /// Whether the account may place orders now. @error -1015
  [[nodiscard]] exchange::Outcome<void> check(exchange::AccountId account,
                                              core::Timestamp now) const;
  /// @param orders  1, or as many as the list has
  void placed(exchange::AccountId account, std::int64_t orders, core::Timestamp now);
  /// The first fill of an order: takes one off for a taker, five for a maker.
  void first_fill(exchange::AccountId account, bool is_maker, core::Timestamp now);

  [[nodiscard]] std::vector<LimitUse> use(exchange::AccountId account, core::Timestamp now) const;
  void set_rules(const std::vector<LimitRule>& rules);

 private:
  struct Counter {
    std::int64_t interval = -1;
    std::int64_t count = 0;
  };
  std::int64_t count_of(exchange::AccountId account, std::size_t rule, core::Timestamp now) const;
  void change(exchange::AccountId account, std::size_t rule, std::int64_t by, core::Timestamp now);

  std::vector<LimitRule> rules_;
  std::map<exchange::AccountId, std::vector<Counter>> counters_;
};

}  // namespace atb::binance_simulator
