#pragma once

#include <filesystem>

#include "core/error.h"
#include "history/candle_layout.h"
#include "market/candle_series.h"

namespace atb::history {

/// Writes candles to `path` as HDF5 (`candle_layout.h`), over what is there, not synced. The
/// checksum of `info` is computed here. @pre candles are not empty
/// @error store.write (internal), such as a full disk
[[nodiscard]] core::Result<void> write_candles(const std::filesystem::path& path,
                                               const market::CandleSeries& candles,
                                               const StoredInfo& info);

}  // namespace atb::history
