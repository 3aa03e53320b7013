#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "backtest/run.h"
#include "core/error.h"
#include "core/time.h"
#include "market/candle_series.h"
#include "store/journal_writer.h"
#include "trading/order_id.h"

namespace atb::live {

/// A paper session over recorded candles. Clock and random number are read by the caller, once.
struct PaperReplayOptions {
  backtest::RunOptions run;  ///< `cash` opens the account; a kept account goes on with its own
  std::filesystem::path database;
  std::string environment;  ///< "staging" or "production", for the books
  core::Timestamp now;
  trading::Incarnation incarnation{};
  /// Recorded candles fill inside this process, so nothing is lost by committing now and then.
  store::Durability durability = store::Durability::at_checkpoint;
};

struct PaperReplayResult {
  backtest::Summary summary;          ///< of this run
  std::uint64_t skipped_candles = 0;  ///< that the account had dealt with before
  bool resumed = false;               ///< the account existed
  bool stopped = false;               ///< asked to stop before the candles ended
  std::int64_t missing_candles = 0;  ///< between the last one that was traded and the first new one
  std::string strategy_before;       ///< of the session before; empty for a new account
  core::Money account_initial_cash;
  std::uint64_t account_trades = 0;     ///< closed since the account was opened
  std::string account_commands_sha256;  ///< of all commands since then
};

/// "sma-cross fast=10,slow=30", as the books name a strategy.
[[nodiscard]] std::string strategy_text(const backtest::RunOptions& run);

/// Trades the candles in paper mode with a durable journal. Candles that the account has dealt with
/// are only shown to the strategy, so that a run that was killed and started again goes on where it
/// was and ends as if it had not been killed.
/// @param stop      checked between candles; when true the session ends cleanly
/// @param progress  called now and then with the number of candles done; may be empty
/// @error replay.other_interval, replay.overlap (refused): candles that the account cannot go on
///        with; as `backtest::check`, `strategy::make`, `store::Database::open` and the journal
[[nodiscard]] core::Result<PaperReplayResult> replay_paper(
    const market::CandleSeries& candles, const PaperReplayOptions& options,
    const std::atomic<bool>& stop, const std::function<void(std::size_t)>& progress);

}  // namespace atb::live
