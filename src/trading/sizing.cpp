#include "trading/sizing.h"

#include <algorithm>

namespace atb::trading {
namespace {

using core::Rounding;

constexpr core::Ratio kOne = core::Ratio::from_units(core::kUnitsPerOne);

/// The most that can be spent so that spent + its commission (rounded up) stays within `cash`.
core::Money spendable(core::Money cash, core::Ratio fee) {
  const core::Ratio with_fee = kOne + fee;
  const core::Int128 most = core::divide(core::multiply(cash.units(), core::kUnitsPerOne),
                                         with_fee.units(), Rounding::floor);
  // One unit for the commission's own rounding.
  return core::Money::from_units(std::max<core::Int128>(0, most - 1));
}

}  // namespace

EntrySize size_entry(core::Money cash, const RiskLimits& limits,
                     const market::Instrument& instrument) {
  if (!cash.is_positive()) return {Outcome::no_cash, {}};
  const core::Money share = core::scale(cash, limits.max_position_size, Rounding::floor);
  const core::Money budget = std::min(share, spendable(cash, limits.fee_reserve));
  if (!budget.is_positive()) return {Outcome::no_cash, {}};
  if (!market::check_notional(instrument, budget, market::OrderKind::market))
    return {Outcome::below_min_notional, budget};
  return {Outcome::order_placed, budget};
}

core::Result<ProtectionPrices> protection_prices(core::Price entry, const RiskLimits& limits,
                                                 const market::Instrument& instrument) {
  ATB_ASSIGN(const auto raw_stop, core::scale(entry, kOne - limits.stop_loss, Rounding::ceiling));
  ATB_ASSIGN(const auto raw_target,
             core::scale(entry, kOne + limits.take_profit, Rounding::ceiling));
  ProtectionPrices prices;
  ATB_ASSIGN(prices.stop, core::round_to_step(raw_stop, instrument.tick_size, Rounding::ceiling));
  ATB_ASSIGN(prices.target,
             core::round_to_step(raw_target, instrument.tick_size, Rounding::ceiling));
  return prices;
}

}  // namespace atb::trading
