#include "trading/position.h"

#include <array>
#include <utility>

#include <fmt/format.h>

namespace atb::trading {
namespace {

constexpr std::array<std::pair<ExitReason, std::string_view>, 5> kReasons{{
    {ExitReason::signal, "signal"},
    {ExitReason::stop_loss, "stop_loss"},
    {ExitReason::take_profit, "take_profit"},
    {ExitReason::protection_refused, "protection_refused"},
    {ExitReason::dust, "dust"},
}};

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
  for (const auto& [known, name] : kReasons)
    if (known == reason) return name;
  return "unknown";
}

core::Result<ExitReason> parse_exit_reason(std::string_view text) {
  for (const auto& [reason, name] : kReasons)
    if (name == text) return reason;
  return core::fail(core::ErrorKind::internal, "state.unknown_reason",
                    fmt::format("\"{}\" is no reason of an exit", text.substr(0, 40)));
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
