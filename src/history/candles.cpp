#include "history/candles.h"

#include <string>

#include <fmt/format.h>

#include "history/candle_file.h"
#include "history/candle_store.h"
#include "history/quality.h"
#include "history/text_source.h"
#include "market/interval.h"

namespace atb::history {
namespace {

constexpr std::string_view kStorePrefix = "store:";

core::Result<Candles> check_stored(MappedCandles mapped, std::optional<core::Duration> interval) {
  const core::Duration stored = mapped.info().interval;
  if (!interval || *interval == stored) return Candles{std::move(mapped)};
  return core::fail(core::ErrorKind::usage, "candles.interval",
                    fmt::format("the candles are {} apart, not {}", market::interval_name(stored),
                                market::interval_name(*interval)),
                    "Name the interval that they have with --interval.");
}

core::Result<Candles> with_interval(market::CandleColumns columns,
                                    std::optional<core::Duration> interval) {
  if (interval) {
    ATB_TRY(check_interval(columns.view(), *interval));
    return Candles{std::move(columns), *interval};
  }
  ATB_ASSIGN(const auto own, market::infer_interval(columns.view()));
  return Candles{std::move(columns), own};
}

}  // namespace

core::Result<Candles> open_candles(std::string_view source, std::optional<core::Duration> interval,
                                   const std::filesystem::path& data_directory) {
  if (source.starts_with(kStorePrefix)) {
    source.remove_prefix(kStorePrefix.size());
    ATB_ASSIGN(auto mapped, open_store(data_directory, std::string{source}, interval));
    return check_stored(std::move(mapped), interval);
  }
  const std::filesystem::path path{source};
  ATB_ASSIGN(const auto text, open_text(path));
  if (text.packing == Packing::hdf5) {
    ATB_ASSIGN(auto mapped, MappedCandles::open(path));
    return check_stored(std::move(mapped), interval);
  }
  ATB_ASSIGN(auto columns, read_candle_file(text));
  auto candles = with_interval(std::move(columns), interval);
  if (!candles) return core::add_context(std::move(candles).error(), source);
  return candles;
}

}  // namespace atb::history
