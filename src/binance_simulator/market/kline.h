#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/amount.h"
#include "core/time.h"

namespace atb::binance_simulator {

/// Binance's candle lengths, in its order. Weeks begin on Monday, months with the calendar.
enum class KlineInterval : std::uint8_t {
  s1,
  m1,
  m3,
  m5,
  m15,
  m30,
  h1,
  h2,
  h4,
  h6,
  h8,
  h12,
  d1,
  d3,
  w1,
  mo1
};
inline constexpr std::size_t kIntervals = 16;
inline constexpr std::array<std::string_view, kIntervals> kIntervalNames{
    "1s", "1m", "3m", "5m",  "15m", "30m", "1h", "2h",
    "4h", "6h", "8h", "12h", "1d",  "3d",  "1w", "1M"};

/// Letter case counts: "1m" is a minute, "1M" a month.
[[nodiscard]] std::optional<KlineInterval> parse_interval(std::string_view name) noexcept;
[[nodiscard]] std::string_view name_of(KlineInterval interval) noexcept;
/// The beginning of the candle that holds this moment, in UTC or that much east of it.
[[nodiscard]] core::Timestamp open_time(KlineInterval interval, core::Timestamp time,
                                        core::Duration east = {});
/// The beginning of the next candle.
[[nodiscard]] core::Timestamp next_open(KlineInterval interval, core::Timestamp open,
                                        core::Duration east = {});

/// A candle as Binance tells it.
struct Kline {
  core::Timestamp open_time;
  core::Timestamp close_time;  ///< the next candle's open less a millisecond
  core::Price open;
  core::Price high;
  core::Price low;
  core::Price close;
  core::Money volume;  ///< base asset
  core::Money quote_volume;
  core::Money taker_volume;  ///< base asset, bought by takers
  core::Money taker_quote;
  std::int64_t trades = 0;
  std::int64_t first_trade = -1;
  std::int64_t last_trade = -1;
};

}  // namespace atb::binance_simulator
