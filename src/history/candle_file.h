#pragma once

#include <filesystem>

#include "core/error.h"
#include "history/text_source.h"
#include "market/candle_csv.h"
#include "market/candle_series.h"

namespace atb::history {

/// Candles from a CSV file (layouts: `market::CandleCsvParser`), plain, as gzip or in a zip archive
/// that holds this one file; the first bytes decide which, not the name. A pipe may only be plain.
/// Reads in pieces: the memory is that of the columns. A zip entry above 4 GiB is refused.
/// @param order  `any` keeps rows that are out of order, for `verify`
/// @error files.not_found (not_found); files.not_permitted, candles.unreadable (a directory, a
///        damaged or cut archive), and the parser's errors as "<file>:<line>: <reason>" (usage)
[[nodiscard]] core::Result<market::CandleColumns> read_candle_file(
    const std::filesystem::path& path, market::RowOrder order = market::RowOrder::ascending);

/// The same of a file that is open already.
[[nodiscard]] core::Result<market::CandleColumns> read_candle_file(
    const TextSource& source, market::RowOrder order = market::RowOrder::ascending);

}  // namespace atb::history
