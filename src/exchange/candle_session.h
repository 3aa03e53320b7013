#pragma once

#include <vector>

#include "core/error.h"
#include "exchange/candle_fill_model.h"
#include "market/candle.h"
#include "trading/engine.h"
#include "trading/journal.h"

namespace atb::exchange {

/// Runs engine and fill model over candles, one at a time: the ring of events and commands that
/// backtest and paper share. Every command is recorded before the venue sees it.
class CandleSession {
 public:
  /// All three outlive the session.
  CandleSession(trading::Engine& engine, CandleFillModel& venue, trading::Journal& journal)
      : engine_{engine}, venue_{venue}, journal_{journal} {}

  /// Tells the engine that the process started, and the venue which orders are still out.
  [[nodiscard]] core::Result<void> start(core::Timestamp time, trading::Incarnation incarnation);

  /// One closed candle: its open, its inside, its close.
  /// @error what the journal reports; the session must not go on after that
  [[nodiscard]] core::Result<void> on_candle(const trading::CandleClosed& closed);

 private:
  [[nodiscard]] core::Result<void> deliver(std::vector<trading::Event>& events);
  [[nodiscard]] core::Result<void> carry_out(const std::vector<trading::Command>& commands);

  trading::Engine& engine_;
  CandleFillModel& venue_;
  trading::Journal& journal_;
};

}  // namespace atb::exchange
