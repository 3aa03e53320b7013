#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include "core/error.h"
#include "core/time.h"
#include "history/mapped_candles.h"
#include "market/candle_series.h"

namespace atb::history {

/// Candles from wherever they come, held as long as this object lives.
class Candles {
 public:
  Candles(market::CandleColumns columns, core::Duration interval) noexcept
      : held_{std::move(columns)}, interval_{interval} {}
  explicit Candles(MappedCandles mapped) noexcept
      : held_{std::move(mapped)}, interval_{std::get<MappedCandles>(held_).info().interval} {}

  [[nodiscard]] market::CandleSeries view() const {
    return std::visit([](const auto& held) { return held.view(); }, held_);
  }
  [[nodiscard]] core::Duration interval() const noexcept { return interval_; }

 private:
  std::variant<market::CandleColumns, MappedCandles> held_;
  core::Duration interval_;
};

/// Opens what `--candles` names: `store:BTCUSDT`, a CSV file (`read_candle_file`) or a stored file
/// by its path.
/// @param interval  checked against the candles; left out, it is their own
/// @error as read_candle_file, open_store, check_interval, usual_interval
[[nodiscard]] core::Result<Candles> open_candles(std::string_view source,
                                                 std::optional<core::Duration> interval,
                                                 const std::filesystem::path& data_directory);

/// The same for `examine`: rows of a CSV file in any order, an interval that need not be theirs,
/// and the checksum of a stored file compared.
[[nodiscard]] core::Result<Candles> open_to_examine(std::string_view source,
                                                    std::optional<core::Duration> interval,
                                                    const std::filesystem::path& data_directory);

}  // namespace atb::history
