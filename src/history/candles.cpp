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

using Opened = std::variant<market::CandleColumns, MappedCandles>;

core::Result<Opened> open_any(std::string_view source, std::optional<core::Duration> interval,
                              const std::filesystem::path& data_directory, market::RowOrder order) {
  if (source.starts_with(kStorePrefix)) {
    source.remove_prefix(kStorePrefix.size());
    return open_store(data_directory, std::string{source}, interval);
  }
  ATB_ASSIGN(const auto text, open_text(source));
  if (text.packing == Packing::hdf5) return MappedCandles::open(source);
  return read_candle_file(text, order);
}

core::Result<void> check_stored_interval(core::Duration stored, core::Duration wanted) {
  if (stored == wanted) return {};
  return core::fail(core::ErrorKind::usage, "candles.interval",
                    fmt::format("the candles are {} apart, not {}", market::interval_name(stored),
                                market::interval_name(wanted)),
                    "Name the interval that they have with --interval.");
}

core::Result<Candles> with_interval(market::CandleColumns columns,
                                    std::optional<core::Duration> interval) {
  if (interval) return Candles{std::move(columns), *interval};
  ATB_ASSIGN(const auto own, usual_interval(columns.view()));
  return Candles{std::move(columns), own};
}

}  // namespace

core::Result<Candles> open_candles(std::string_view source, std::optional<core::Duration> interval,
                                   const std::filesystem::path& data_directory) {
  ATB_ASSIGN(auto opened, open_any(source, interval, data_directory, market::RowOrder::ascending));
  const auto name_source = [&](core::Error error) {
    return core::add_context(std::move(error), source).value();
  };
  if (auto* const mapped = std::get_if<MappedCandles>(&opened)) {
    const auto stored = mapped->info().interval;
    ATB_TRY(check_stored_interval(stored, interval.value_or(stored)).map_error(name_source));
    return Candles{std::move(*mapped)};
  }
  auto& columns = std::get<market::CandleColumns>(opened);
  if (interval) ATB_TRY(check_interval(columns.view(), *interval).map_error(name_source));
  return with_interval(std::move(columns), interval).map_error(name_source);
}

core::Result<Candles> open_to_examine(std::string_view source,
                                      std::optional<core::Duration> interval,
                                      const std::filesystem::path& data_directory) {
  ATB_ASSIGN(auto opened, open_any(source, interval, data_directory, market::RowOrder::any));
  if (auto* const mapped = std::get_if<MappedCandles>(&opened)) {
    ATB_TRY(mapped->verify_checksum());
    return Candles{std::move(*mapped)};
  }
  return with_interval(std::move(std::get<market::CandleColumns>(opened)), interval);
}

}  // namespace atb::history
