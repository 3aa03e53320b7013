#pragma once

#include <string_view>

#include "core/time.h"
#include "strategy/strategy.h"

namespace atb::trading {

/// What became of a signal.
enum class Outcome {
  order_placed,
  already_in_position,  ///< enter while an order or a position is there
  nothing_to_exit,      ///< exit while flat
  already_exiting,      ///< exit while one is under way
  exit_follows,         ///< exit while the entry is under way: it is sold when that has ended
  below_min_notional,   ///< the limits leave less than the exchange accepts
  no_cash,              ///< the limits leave nothing at all
};

/// The outcome as the journal words it.
[[nodiscard]] std::string_view describe(Outcome outcome) noexcept;

/// A signal and what the engine did with it. The strategy's own words are asked for apart
/// (`Strategy::explain`), since most runs do not read them.
struct Decision {
  core::Timestamp time;
  strategy::Signal signal = strategy::Signal::none;
  Outcome outcome = Outcome::order_placed;
  friend bool operator==(const Decision&, const Decision&) = default;
};

}  // namespace atb::trading
