#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/time.h"
#include "history/mapped_candles.h"
#include "market/candle_series.h"

/// Imported candles: one HDF5 file for each pair and interval,
/// `<data directory>/candles/<SYMBOL>-<interval>.h5`.
namespace atb::history {

struct ImportReport {
  std::size_t added = 0;
  std::size_t known = 0;  ///< rows that were stored already, equal in every column
  std::size_t rows = 0;   ///< stored now
  core::Timestamp first;  ///< open times
  core::Timestamp last;
  std::filesystem::path path;
};

/// Puts candles into the store, all or none: on any error the stored file is as it was. Imports of
/// several processes wait for each other. A file without news is not written again.
/// @param source  where they come from, kept with them; at most 1,000 bytes of it
/// @error candles.conflict, candles.columns (see `merge`), candles.interval, candles.empty,
///        instrument.unknown_symbol (usage); store.damaged, store.foreign; see files::PendingFile
[[nodiscard]] core::Result<ImportReport> import_candles(const std::filesystem::path& data_directory,
                                                        const std::string& symbol,
                                                        core::Duration interval,
                                                        const market::CandleSeries& candles,
                                                        std::string source);

/// One stored file; `fault` is set instead of the rest when it cannot be used.
struct StoredFile {
  std::filesystem::path path;
  std::string symbol;
  core::Duration interval;
  std::size_t rows = 0;
  core::Timestamp first;
  core::Timestamp last;
  std::string source;
  std::uint64_t bytes = 0;
  std::optional<core::Error> fault;
};

/// What is stored, by file name; empty when there is no store yet.
[[nodiscard]] core::Result<std::vector<StoredFile>> list_store(
    const std::filesystem::path& data_directory);

/// Opens stored candles. @param interval  may be left out when the pair is stored with only one
/// @error store.not_found (not_found)  says what is stored instead; store.ambiguous (usage);
///        see MappedCandles::open
[[nodiscard]] core::Result<MappedCandles> open_store(const std::filesystem::path& data_directory,
                                                     const std::string& symbol,
                                                     std::optional<core::Duration> interval);

}  // namespace atb::history
