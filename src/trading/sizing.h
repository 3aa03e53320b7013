#pragma once

#include "core/amount.h"
#include "market/instrument.h"
#include "trading/decision.h"

namespace atb::trading {

/// The limits that bind every position, from the settings.
struct RiskLimits {
  core::Ratio max_position_size = core::Ratio::from_units(10'000'000);  ///< of the cash, (0, 1]
  core::Ratio stop_loss = core::Ratio::from_units(2'000'000);           ///< below entry, (0, 1)
  core::Ratio take_profit = core::Ratio::from_units(5'000'000);         ///< above entry, > 0
  core::Ratio fee_reserve = core::Ratio::from_units(100'000);           ///< taker fee kept back
};

struct EntrySize {
  Outcome outcome = Outcome::no_cash;  ///< order_placed when `budget` is to be spent
  core::Money budget;                  ///< quote asset, commission not included
};

/// The quote amount that an entry may spend: the limit's share of `cash`, and never so much that
/// the commission on top of it would overdraw the cash. Rounded down.
///
/// Refused when what it buys at `price` would be worth less than the exchange's minimum, there or
/// after the fall to the stop with the commission taken from it: it could not be protected.
/// Source: MAX_POSITION_SIZE of the guide (0.1 = 10 % of the balance); filters LOT_SIZE, NOTIONAL.
/// @param price  the last close, > 0
[[nodiscard]] EntrySize size_entry(core::Money cash, core::Price price, const RiskLimits& limits,
                                   const market::Instrument& instrument);

/// Stop-loss and take-profit for an average entry price.
struct ProtectionPrices {
  core::Price stop;
  core::Price target;
};

/// Both prices are rounded up to the tick: the stop never risks more than the limit, the target
/// never takes less. @error amount.out_of_range when the target does not fit a price
[[nodiscard]] core::Result<ProtectionPrices> protection_prices(
    core::Price entry, const RiskLimits& limits, const market::Instrument& instrument);

}  // namespace atb::trading
