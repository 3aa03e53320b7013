#pragma once

#include <cstddef>

#include "core/error.h"
#include "market/candle_series.h"

namespace atb::history {

struct MergeCount {
  std::size_t added = 0;
  std::size_t known = 0;  ///< rows that were there already, equal in every column
};

/// Puts candles among others by open time. Both hold the same optional columns, or `base` is empty.
/// Pure; `base` is unchanged after an error.
/// @error candles.conflict (usage)  the same open time with other values: names time, column and
///        both values; candles.columns (usage)  different optional columns
[[nodiscard]] core::Result<MergeCount> merge(market::CandleColumns& base,
                                             const market::CandleSeries& added);

}  // namespace atb::history
