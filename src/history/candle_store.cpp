#include "history/candle_store.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "files/directories.h"
#include "files/lock.h"
#include "files/os_error.h"
#include "files/pending_file.h"
#include "history/candle_writer.h"
#include "history/merge.h"
#include "history/quality.h"
#include "market/instrument.h"
#include "market/interval.h"

namespace atb::history {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSourceMax = 1'000;

fs::path directory_in(const fs::path& data_directory) {
  return data_directory / "candles";
}

fs::path file_in(const fs::path& data_directory, const std::string& symbol,
                 core::Duration interval) {
  return directory_in(data_directory) /
         fmt::format("{}-{}.h5", symbol, market::interval_name(interval));
}

/// The stored rows, or none when nothing is stored yet.
core::Result<market::CandleColumns> stored_rows(const fs::path& path) {
  market::CandleColumns columns;
  const auto stored = MappedCandles::open(path);
  if (!stored && stored.error().kind == core::ErrorKind::not_found) return columns;
  if (!stored) return tl::unexpected{stored.error()};
  ATB_TRY(stored->verify_checksum());
  ATB_TRY(merge(columns, stored->view()));
  return columns;
}

core::Result<void> replace(const fs::path& path, const market::CandleSeries& candles,
                           const StoredInfo& info) {
  ATB_ASSIGN(auto file, files::PendingFile::create(path, {.mode = 0644}));
  ATB_TRY(write_candles(file.path(), candles, info));
  return file.commit();
}

StoredFile describe(const fs::path& path) {
  StoredFile entry;
  entry.path = path;
  const auto candles = MappedCandles::open(path);
  if (!candles) {
    entry.fault = candles.error();
    return entry;
  }
  std::error_code unknown;  // a size that cannot be told is shown as zero
  const auto bytes = fs::file_size(path, unknown);
  entry.bytes = unknown ? 0 : bytes;
  entry.symbol = candles->info().symbol;
  entry.interval = candles->info().interval;
  entry.source = candles->info().source;
  entry.rows = candles->view().size();
  entry.first = core::Timestamp::from_us(candles->view().open_time.front());
  entry.last = core::Timestamp::from_us(candles->view().open_time.back());
  return entry;
}

tl::unexpected<core::Error> not_stored(const fs::path& data_directory, const std::string& wanted,
                                       const std::vector<StoredFile>& stored) {
  std::string names;
  for (const auto& file : stored)
    names += fmt::format("{}{}", names.empty() ? "" : ", ", file.path.stem().string());
  return core::fail(
      core::ErrorKind::not_found, "store.not_found",
      fmt::format("there are no candles of {} in {}", wanted,
                  directory_in(data_directory).string()),
      names.empty() ? "Import some first: ai-trading-bot data import FILES --symbol S --interval I"
                    : "Stored are: " + names);
}

}  // namespace

core::Result<ImportReport> import_candles(const fs::path& data_directory, const std::string& symbol,
                                          core::Duration interval,
                                          const market::CandleSeries& candles, std::string source) {
  ATB_TRY(market::instrument_from_symbol(symbol));
  if (candles.empty())
    return core::fail(core::ErrorKind::usage, "candles.empty", "there is no candle to import");
  ATB_TRY(check_interval(candles, interval));
  const fs::path directory = directory_in(data_directory);
  ATB_TRY(files::ensure_directory(directory, 0755));
  ATB_ASSIGN(const auto lock, files::FileLock::acquire(directory / ".lock"));

  const fs::path path = file_in(data_directory, symbol, interval);
  ATB_ASSIGN(auto columns, stored_rows(path));
  ATB_ASSIGN(const auto count, merge(columns, candles));
  const auto merged = columns.view();
  source.resize(std::min(source.size(), kSourceMax));
  if (count.added > 0) ATB_TRY(replace(path, merged, {symbol, interval, std::move(source)}));
  return ImportReport{count.added,
                      count.known,
                      merged.size(),
                      core::Timestamp::from_us(merged.open_time.front()),
                      core::Timestamp::from_us(merged.open_time.back()),
                      path};
}

core::Result<std::vector<StoredFile>> list_store(const fs::path& data_directory) {
  std::vector<StoredFile> stored;
  std::error_code fault;
  fs::directory_iterator entry{directory_in(data_directory), fault};
  for (; !fault && entry != fs::directory_iterator{}; entry.increment(fault)) {
    const fs::path& path = entry->path();
    // Names that start with a point are files being written.
    if (path.extension() == ".h5" && !path.filename().string().starts_with('.'))
      stored.push_back(describe(path));
  }
  if (fault && fault != std::errc::no_such_file_or_directory)
    return files::os_error(fault.value(), directory_in(data_directory), "read",
                           core::ErrorKind::usage);
  std::sort(stored.begin(), stored.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  return stored;
}

core::Result<MappedCandles> open_store(const fs::path& data_directory, const std::string& symbol,
                                       std::optional<core::Duration> interval) {
  ATB_TRY(market::instrument_from_symbol(symbol));
  if (interval) {
    auto candles = MappedCandles::open(file_in(data_directory, symbol, *interval));
    if (candles || candles.error().kind != core::ErrorKind::not_found) return candles;
  }
  ATB_ASSIGN(const auto stored, list_store(data_directory));
  if (interval)
    return not_stored(data_directory,
                      fmt::format("{} at {}", symbol, market::interval_name(*interval)), stored);
  std::vector<fs::path> found;
  for (const auto& file : stored)
    if (file.path.filename().string().starts_with(symbol + "-")) found.push_back(file.path);
  if (found.empty()) return not_stored(data_directory, symbol, stored);
  if (found.size() == 1) return MappedCandles::open(found.front());
  return core::fail(core::ErrorKind::usage, "store.ambiguous",
                    fmt::format("{} is stored at {} intervals", symbol, found.size()),
                    "Name one with --interval, such as --interval 1h.");
}

}  // namespace atb::history
