#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "binance_simulator/limits/limit_rule.h"

namespace atb::binance_simulator {

/// A limit with how far it is used up.
struct LimitUse {
  LimitRule rule;
  std::int64_t count = 0;
};

/// What an address has used: weight, requests, connections. Goes over a limit and on, and is
/// banned. Source: Binance spot API, "IP limits".
class AddressLimits {
 public:
  /// Why a request is turned away.
  struct Denial {
    int status = 429;       ///< 429, or 418 while banned
    core::Timestamp until;  ///< when to come back
  };

  explicit AddressLimits(std::vector<LimitRule> rules) : rules_{std::move(rules)} {}

  /// Counts a request and its weight. One that is denied is not counted, but `kPatience` denied
  /// ones in a row lead to a ban of two minutes, which doubles each time up to three days.
  [[nodiscard]] std::optional<Denial> request(std::string_view address, std::int64_t weight,
                                              core::Timestamp now);
  /// A WebSocket connection: weight 2, and one of CONNECTIONS.
  [[nodiscard]] std::optional<Denial> connect(std::string_view address, core::Timestamp now);
  /// Gives weight back: orders that were placed or cancelled cost nothing.
  void give_back(std::string_view address, std::int64_t weight, core::Timestamp now);
  /// Denies everything of this address until then: a fault on demand.
  void ban(std::string_view address, core::Timestamp until);
  /// Set until a ban ends.
  [[nodiscard]] std::optional<core::Timestamp> banned_until(std::string_view address,
                                                            core::Timestamp now) const;

  [[nodiscard]] std::vector<LimitUse> use(std::string_view address, LimitRule::Kind kind,
                                          core::Timestamp now) const;
  [[nodiscard]] const std::vector<LimitRule>& rules() const noexcept { return rules_; }
  void set_rules(std::vector<LimitRule> rules);

  static constexpr int kPatience = 10;

 private:
  struct Counter {
    std::int64_t interval = -1;
    std::int64_t count = 0;
  };
  struct Address {
    std::vector<Counter> counters;  ///< one a rule
    int denied = 0;
    int bans = 0;
    core::Timestamp banned_until;
  };

  Address& address_of(std::string_view address);
  std::int64_t count_of(const Address& address, std::size_t rule, core::Timestamp now) const;
  void count(Address& address, LimitRule::Kind kind, std::int64_t amount, core::Timestamp now);
  /// The rule of this kind that the amount would break.
  const LimitRule* broken(const Address& address, LimitRule::Kind kind, std::int64_t amount,
                          core::Timestamp now) const;
  Denial deny(Address& address, core::Timestamp until, core::Timestamp now);

  std::vector<LimitRule> rules_;
  std::map<std::string, Address, std::less<>> addresses_;
};

}  // namespace atb::binance_simulator
