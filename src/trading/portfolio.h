#pragma once

#include <map>
#include <string>

#include "core/amount.h"
#include "trading/event.h"

namespace atb::trading {

/// What the account of one pair holds, booked fill by fill, exactly.
///
/// Invariant after any sequence of fills (property test `Portfolio`): cash + what was paid for
/// buys - what sells brought + commissions in quote = the initial cash; base + what was sold -
/// what was bought + commissions in base = the initial base.
class Portfolio {
 public:
  Portfolio(std::string base_asset, std::string quote_asset, core::Money cash);

  void buy(const OrderFilled& fill);
  void sell(const OrderFilled& fill);

  [[nodiscard]] core::Money cash() const noexcept { return cash_; }
  [[nodiscard]] core::Quantity base() const noexcept { return base_; }
  /// Commissions by asset since the beginning; also of assets that the portfolio does not hold
  /// (BNB).
  [[nodiscard]] const std::map<std::string, core::Money>& fees() const noexcept { return fees_; }
  [[nodiscard]] const std::string& base_asset() const noexcept { return base_asset_; }
  [[nodiscard]] const std::string& quote_asset() const noexcept { return quote_asset_; }

  /// cash + base at `price`, rounded down.
  [[nodiscard]] core::Money equity(core::Price price) const;

  /// Puts back what a store kept.
  void restore(core::Money cash, core::Quantity base, std::map<std::string, core::Money> fees);

 private:
  void charge(const OrderFilled& fill);

  std::string base_asset_;
  std::string quote_asset_;
  core::Money cash_;
  core::Quantity base_;
  std::map<std::string, core::Money> fees_;
};

}  // namespace atb::trading
