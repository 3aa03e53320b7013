#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "market/candle.h"

namespace atb::market {

/// A read-only view of candles by column, oldest first, open times strictly ascending. Times are
/// microseconds, prices counts of 1e-8: the layout of the candle store, so that a mapped file is
/// a series without a copy. The optional columns are empty or as long as the others.
struct CandleSeries {
  std::span<const std::int64_t> open_time;
  std::span<const std::int64_t> open;
  std::span<const std::int64_t> high;
  std::span<const std::int64_t> low;
  std::span<const std::int64_t> close;
  std::span<const double> volume;
  std::span<const double> quote_volume;    ///< optional; quote asset
  std::span<const std::int64_t> trades;    ///< optional; number of trades
  std::span<const double> taker_buy_base;  ///< optional; base asset bought by takers

  [[nodiscard]] std::size_t size() const noexcept { return open_time.size(); }
  [[nodiscard]] bool empty() const noexcept { return open_time.empty(); }
  [[nodiscard]] Candle operator[](std::size_t i) const noexcept {
    return {core::Timestamp::from_us(open_time[i]), core::Price::from_units(open[i]),
            core::Price::from_units(high[i]),       core::Price::from_units(low[i]),
            core::Price::from_units(close[i]),      volume[i]};
  }
  [[nodiscard]] core::Timestamp open_time_of(std::size_t i) const noexcept {
    return core::Timestamp::from_us(open_time[i]);
  }
  /// The candles with from <= open time < to.
  [[nodiscard]] CandleSeries between(core::Timestamp from, core::Timestamp to) const;
  [[nodiscard]] CandleSeries subseries(std::size_t first, std::size_t count) const;
};

/// The columns themselves, grown one candle at a time.
struct CandleColumns {
  std::vector<std::int64_t> open_time;
  std::vector<std::int64_t> open;
  std::vector<std::int64_t> high;
  std::vector<std::int64_t> low;
  std::vector<std::int64_t> close;
  std::vector<double> volume;
  std::vector<double> quote_volume;
  std::vector<std::int64_t> trades;
  std::vector<double> taker_buy_base;

  void push_back(const Candle& candle);
  [[nodiscard]] std::size_t size() const noexcept { return open_time.size(); }
  [[nodiscard]] CandleSeries view() const noexcept;
};

}  // namespace atb::market
