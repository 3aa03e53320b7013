#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/time.h"
#include "market/candle_series.h"

/// What a stored candle file looks like, for its writer and its reader. Any HDF5 program can read
/// it: `h5py.File(f)["close"][:] / f["close"].attrs["scale"]`.
namespace atb::history {

inline constexpr std::string_view kStoreFormat = "ai-trading-bot candles";
inline constexpr std::int64_t kStoreVersion = 1;

/// The attributes of the file.
struct StoredInfo {
  std::string symbol;          ///< "BTCUSDT"
  core::Duration interval;     ///< attribute "interval": its name, "1h"
  std::string source;          ///< where the rows of the last import came from
  std::uint32_t checksum = 0;  ///< CRC-32 of all columns in the order below
};

/// The columns in the order of the checksum: `visit(name, span, required)` for each; stops at the
/// first false. Prices have the attribute `scale`, the units in one.
template <class Series, class Visit>
bool for_each_column(Series& series, const Visit& visit) {
  return visit("open_time_us", series.open_time, true) && visit("open", series.open, true) &&
         visit("high", series.high, true) && visit("low", series.low, true) &&
         visit("close", series.close, true) && visit("volume", series.volume, true) &&
         visit("quote_volume", series.quote_volume, false) &&
         visit("trades", series.trades, false) &&
         visit("taker_buy_base", series.taker_buy_base, false);
}

/// CRC-32 over the bytes of the columns that are there.
[[nodiscard]] std::uint32_t checksum(const market::CandleSeries& candles);

}  // namespace atb::history
