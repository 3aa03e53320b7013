#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/amount.h"
#include "core/time.h"
#include "trading/position.h"

namespace atb::backtest {

/// Numbers of a run. Ratios as shares of one; what is not defined is absent. Equity is marked to
/// the close of every candle; daily returns are of UTC days, 365 a year.
struct Statistics {
  double total_return = 0;
  double max_drawdown = 0;
  double buy_and_hold_return = 0;  ///< all cash at the first open, costs paid, marked at the end
  double buy_and_hold_max_drawdown = 0;
  double exposure = 0;  ///< share of candles at whose close a position was held
  double days = 0;      ///< from the first open to the last close
  std::optional<double> cagr;
  std::optional<double> sharpe;
  std::optional<double> sortino;
  std::optional<double> calmar;
  std::optional<double> win_rate;
  std::optional<double> profit_factor;
  std::optional<double> average_trade;  ///< quote asset per closed trade, commissions paid
};

/// Closed trades by the reason of their exit.
struct ExitCounts {
  std::uint64_t signal = 0;
  std::uint64_t stop_loss = 0;
  std::uint64_t take_profit = 0;
  std::uint64_t other = 0;  ///< dust and refused protection
  void count(trading::ExitReason reason) noexcept;
};

/// What a run over candles came to.
struct Summary {
  std::uint64_t bars = 0;
  core::Timestamp first_open_time;
  core::Timestamp last_open_time;
  core::Money initial_equity;
  core::Money final_equity;
  std::string quote_asset;
  std::uint64_t closed_trades = 0;
  bool open_position = false;
  ExitCounts exits;
  std::map<std::string, core::Money> fees;  ///< of this run, by asset
  std::uint64_t ambiguous_candles = 0;
  Statistics statistics;
  std::string commands_sha256;
};

}  // namespace atb::backtest
