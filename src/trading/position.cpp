#include "trading/position.h"

namespace atb::trading {
namespace {

core::Price average(core::Int128 value, core::Quantity quantity) {
  if (!quantity.is_positive()) return {};
  const core::Int128 units = core::divide(value, quantity.units(), core::Rounding::half_to_even);
  return core::Price::from_units(static_cast<std::int64_t>(units));  // between the fills' prices
}

core::Int128 exact_value(const OrderFilled& fill) {
  return core::Int128{fill.price.units()} * fill.quantity.units();
}

}  // namespace

std::string_view describe(ExitReason reason) noexcept {
  switch (reason) {
    case ExitReason::signal:
      return "signal";
    case ExitReason::stop_loss:
      return "stop_loss";
    case ExitReason::take_profit:
      return "take_profit";
    case ExitReason::protection_refused:
      return "protection_refused";
    case ExitReason::dust:
      return "dust";
  }
  return "unknown";
}

void Position::add_entry(const OrderFilled& fill, bool fee_in_quote) {
  if (!is_open()) sums_.entry_time = fill.time;
  sums_.bought += fill.quantity;
  sums_.entry_value += exact_value(fill);
  sums_.cost += fill.quote;
  if (fee_in_quote) sums_.fees += fill.commission;
}

void Position::add_exit(const OrderFilled& fill, bool fee_in_quote) {
  sums_.sold += fill.quantity;
  sums_.exit_value += exact_value(fill);
  sums_.proceeds += fill.quote;
  if (fee_in_quote) sums_.fees += fill.commission;
}

core::Price Position::entry_price() const {
  return average(sums_.entry_value, sums_.bought);
}

ClosedTrade Position::close(core::Timestamp time, ExitReason reason) {
  const ClosedTrade trade{sums_.entry_time,
                          time,
                          entry_price(),
                          average(sums_.exit_value, sums_.sold),
                          sums_.bought,
                          sums_.cost,
                          sums_.proceeds,
                          sums_.fees,
                          sums_.proceeds - sums_.cost - sums_.fees,
                          reason};
  sums_ = {};
  return trade;
}

}  // namespace atb::trading
