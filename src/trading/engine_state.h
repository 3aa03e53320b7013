#pragma once

#include <cstdint>
#include <map>
#include <optional>
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

/// How the venue says that an order ended; its fills may still be on their way.
struct OrderEnd {
  core::Quantity filled;  ///< in all
  bool cancelled = false;
  Leg leg = Leg::none;  ///< that filled, of a protection
};

/// An order that the venue may still fill, or whose fills are not all booked.
struct OpenOrder {
  Command command;  ///< never a CancelOrder
  bool accepted = false;
  core::Quantity filled;  ///< booked
  std::vector<std::int64_t> trade_ids;
  std::optional<OrderEnd> end;
};

/// Stands for "no candle yet"; candles do not open before 1970.
inline constexpr core::Timestamp kNoCandle = core::Timestamp::from_us(-1);

/// All that the engine needs to go on after a restart, apart from the strategy's past candles.
struct EngineState {
  Phase phase = Phase::flat;
  core::Money cash;
  core::Quantity base;
  std::map<std::string, core::Money> fees;
  PositionSums position;
  ExitReason exit_reason = ExitReason::signal;  ///< of the exit under way
  bool exit_wanted = false;                     ///< an exit signal came before the entry had ended
  std::vector<OpenOrder> open_orders;
  std::optional<CancelOrder> pending_cancel;  ///< asked for, not answered
  std::uint64_t next_order = 1;
  core::Timestamp last_candle = kNoCandle;  ///< open time of the newest candle decided on
  core::Price last_close;
};

}  // namespace atb::trading
