#pragma once

#include <string>

#include "backtest/run_recorder.h"
#include "backtest/summary.h"
#include "core/error.h"
#include "exchange/candle_fill_model.h"
#include "market/candle_series.h"
#include "strategy/registry.h"
#include "trading/engine.h"

namespace atb::backtest {

/// What a run over candles needs to know; the defaults are those of the settings.
struct RunOptions {
  std::string strategy = "sma-cross";
  strategy::Parameters parameters;
  market::Instrument instrument;
  trading::RiskLimits limits;
  exchange::Costs costs;
  core::Money cash = core::Money::from_units(core::Int128{1'000} * core::kUnitsPerOne);
  core::Duration interval = core::Duration::minutes(1);
};

/// Checks the ranges: limits as the settings allow them, fee and slippage in [0, 0.5], steps >= 0,
/// cash > 0.
/// @error run.out_of_range (kind usage), naming the option
[[nodiscard]] core::Result<void> check(const RunOptions& options);

/// Everything that came of a backtest.
struct Backtest {
  Summary summary;
  std::vector<trading::ClosedTrade> trades;
  std::vector<double> curve;  ///< equity at each close; only with `keep_curve`
};

/// Runs the trading core over the candles. The same candles and options give the same result, bit
/// for bit. @error as `check` and `strategy::make`; run.no_candles (kind usage)
[[nodiscard]] core::Result<Backtest> run(const market::CandleSeries& candles,
                                         const RunOptions& options, bool keep_curve);

}  // namespace atb::backtest
