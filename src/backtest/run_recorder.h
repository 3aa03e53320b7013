#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "backtest/command_hash.h"
#include "backtest/summary.h"
#include "exchange/candle_fill_model.h"
#include "statistics/drawdown.h"
#include "trading/journal.h"

namespace atb::backtest {

/// Watches a run over candles and adds it up: the commands' hash, the trades, the equity at each
/// close. Keeps nothing durable, so as a journal it serves a backtest; paper passes its events on.
class RunRecorder final : public trading::Journal {
 public:
  /// @param keep_curve  keep the equity of every candle, for the report
  RunRecorder(exchange::Costs costs, bool keep_curve) : costs_{costs}, keep_curve_{keep_curve} {}

  [[nodiscard]] core::Result<void> record(const trading::Event& event,
                                          const trading::Output& output,
                                          const trading::Engine& engine) override;
  /// Before the first candle: what the account is worth and has paid when the run begins.
  void begin(const market::Candle& first, const trading::Engine& engine);
  /// After each candle, when engine and venue have dealt with it. @pre begin was called
  void on_candle(const market::Candle& candle, const trading::Engine& engine);

  /// @param interval  length of a candle
  [[nodiscard]] Summary summary(const trading::Engine& engine,
                                const exchange::CandleFillModel& venue,
                                core::Duration interval) const;
  [[nodiscard]] const std::vector<trading::ClosedTrade>& trades() const noexcept { return trades_; }
  /// Equity at each close, quote asset; empty unless it was asked for.
  [[nodiscard]] const std::vector<double>& curve() const noexcept { return curve_; }

 private:
  void refresh_holdings(const trading::Engine& engine);
  [[nodiscard]] Statistics statistics(core::Duration interval) const;

  exchange::Costs costs_;
  bool keep_curve_;
  CommandHash hash_;
  std::vector<trading::ClosedTrade> trades_;
  ExitCounts exits_;
  std::vector<double> curve_;
  std::vector<double> daily_;  ///< equity at the end of each UTC day that had a candle

  std::uint64_t bars_ = 0;
  std::uint64_t exposed_bars_ = 0;
  core::Timestamp first_open_;
  core::Timestamp last_open_;
  core::Money initial_equity_;
  std::map<std::string, core::Money> initial_fees_;
  double initial_ = 0;
  double cash_ = 0;
  double base_ = 0;
  double equity_ = 0;
  double hold_base_ = 0;
  double hold_equity_ = 0;
  std::int64_t day_ = 0;
  statistics::Drawdown drawdown_;
  statistics::Drawdown hold_drawdown_;
};

}  // namespace atb::backtest
