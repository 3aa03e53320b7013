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

/// What the budget buys at `price`, in whole lots and less the commission, is worth at the stop.
core::Money worth_at_stop(core::Money budget, core::Price price, const RiskLimits& limits,
                          const market::Instrument& instrument) {
  const auto most = core::quantity_for(budget, price, Rounding::floor);
  if (!most) return budget;  // more than any order may have: the venue's LOT_SIZE decides
  const auto net = core::scale(*most, kOne - limits.fee_reserve, Rounding::floor);
  const auto lots = core::round_to_step(net, instrument.lot_step, Rounding::floor);
  const core::Money worth = core::notional(price, lots.value_or(core::Quantity{}), Rounding::floor);
  return core::scale(worth, kOne - limits.stop_loss, Rounding::floor);
}

}  // namespace

EntrySize size_entry(core::Money cash, core::Price price, const RiskLimits& limits,
                     const market::Instrument& instrument) {
  if (!cash.is_positive()) return {Outcome::no_cash, {}};
  const core::Money share = core::scale(cash, limits.max_position_size, Rounding::floor);
  const core::Money budget = std::min(share, spendable(cash, limits.fee_reserve));
  if (!budget.is_positive()) return {Outcome::no_cash, {}};
  if (worth_at_stop(budget, price, limits, instrument) < instrument.notional_min)
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
