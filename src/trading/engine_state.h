#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/amount.h"
#include "core/time.h"
#include "trading/command.h"
#include "trading/position.h"

namespace atb::trading {

/// Where the engine stands between flat and flat.
enum class Phase {
  flat,
  entering,     ///< the entry order is out
  protecting,   ///< bought; stop-loss and take-profit are on their way
  guarded,      ///< stop-loss and take-profit rest at the venue
  releasing,    ///< protection is being taken back, the exit follows
  exiting,      ///< the exit order is out
  unprotected,  ///< neither protection nor exit was accepted: tried again at each close
};
[[nodiscard]] std::string_view describe(Phase phase) noexcept;
/// @error state.unknown_phase
[[nodiscard]] core::Result<Phase> parse_phase(std::string_view text);

/// An order that the venue may still fill, with the fills that were booked.
struct OpenOrder {
  Command command;  ///< never a CancelOrder
  bool accepted = false;
  core::Quantity filled;
  std::vector<std::int64_t> trade_ids;
};

/// All that the engine needs to go on after a restart, apart from the strategy's past candles.
struct EngineState {
  Phase phase = Phase::flat;
  core::Money cash;
  core::Quantity base;
  std::map<std::string, core::Money> fees;
  PositionSums position;
  ExitReason exit_reason = ExitReason::signal;  ///< of the exit under way
  std::vector<OpenOrder> open_orders;
  std::uint64_t next_order = 1;
  core::Timestamp last_candle;  ///< open time of the newest candle decided on; 0 = none
  core::Price last_close;
};

}  // namespace atb::trading
