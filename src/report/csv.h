#pragma once

#include <string>
#include <vector>

#include "market/candle_series.h"
#include "trading/position.h"

namespace atb::report {

/// Closed trades as CSV: entry_time,exit_time,entry_price,exit_price,quantity,cost,proceeds,fees,
/// profit,reason. Times ISO 8601, amounts exact decimals in the quote asset.
[[nodiscard]] std::string trades_csv(const std::vector<trading::ClosedTrade>& trades);

/// The equity curve as CSV: open_time_ms,equity,close; one row a candle, equity marked to its
/// close.
/// @pre curve.size() == candles.size()
[[nodiscard]] std::string equity_csv(const market::CandleSeries& candles,
                                     const std::vector<double>& curve);

}  // namespace atb::report
