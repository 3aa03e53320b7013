#pragma once

#include <string>
#include <vector>

#include "exchange/matching/exchange.h"

namespace atb::exchange::test {

[[nodiscard]] core::Price price(const std::string& text);
[[nodiscard]] core::Quantity quantity(const std::string& text);
[[nodiscard]] core::Money money(const std::string& text);

/// A pair AB of the assets A and B with coarse steps and no filter that gets in the way.
[[nodiscard]] SymbolRules plain_rules();

/// An exchange with the pair AB and two accounts that hold 1000 of both assets and pay nothing.
class Desk {
 public:
  Desk();

  [[nodiscard]] static PlaceOrder limit(AccountId account, Side side, const std::string& quantity,
                                        const std::string& price);
  [[nodiscard]] static PlaceOrder market(AccountId account, Side side, const std::string& quantity);
  [[nodiscard]] static PlaceOrder stop(AccountId account, OrderType type, Side side,
                                       const std::string& quantity, const std::string& trigger,
                                       const std::string& price = {});

  /// Places it; a refusal fails the test. The order's id.
  std::int64_t place(const PlaceOrder& request);
  /// The refusal's code, or 0.
  int refusal(const PlaceOrder& request);
  [[nodiscard]] const Order& order(std::int64_t id) const;
  /// "NEW 0.5/1": status, executed, quantity.
  [[nodiscard]] std::string state(std::int64_t id) const;
  /// "10+5": free and locked.
  [[nodiscard]] std::string balance(AccountId account, const std::string& asset) const;
  /// "100x2 101x1": prices and visible quantities, best first.
  [[nodiscard]] std::string depth(Side side) const;
  /// The last price becomes this one, by a trade of the house.
  void trade_at(const std::string& price);
  /// Execution types and statuses since the last call: "NEW/NEW TRADE/FILLED".
  std::string reports();

  Exchange exchange;
  ExchangeEvents events;
  core::Timestamp now = core::Timestamp::from_ms(1'700'000'000'000);
  AccountId alice = 0;
  AccountId bob = 0;
};

}  // namespace atb::exchange::test
