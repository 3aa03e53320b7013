#pragma once

#include <string>

#include "backtest/run.h"
#include "market/candle_series.h"

namespace atb::report {

/// A run as one HTML page that needs no network: what came of it beside buy-and-hold, equity and
/// drawdown, the costs, the newest trades. The same run gives the same bytes.
/// @pre result.curve.size() == candles.size() (a run with `keep_curve`)
[[nodiscard]] std::string html_report(const market::CandleSeries& candles,
                                      const backtest::RunOptions& options,
                                      const backtest::Backtest& result);

}  // namespace atb::report
