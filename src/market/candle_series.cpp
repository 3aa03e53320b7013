#include "market/candle_series.h"

#include <algorithm>

namespace atb::market {
namespace {

template <class T>
std::span<const T> part(std::span<const T> column, std::size_t first, std::size_t count) {
  return column.empty() ? column : column.subspan(first, count);
}

}  // namespace

CandleSeries CandleSeries::subseries(std::size_t first, std::size_t count) const {
  return {part(open_time, first, count),     part(open, first, count),
          part(high, first, count),          part(low, first, count),
          part(close, first, count),         part(volume, first, count),
          part(quote_volume, first, count),  part(trades, first, count),
          part(taker_buy_base, first, count)};
}

CandleSeries CandleSeries::between(core::Timestamp from, core::Timestamp to) const {
  const auto first = std::lower_bound(open_time.begin(), open_time.end(), from.us());
  const auto last = std::lower_bound(first, open_time.end(), std::max(from, to).us());
  return subseries(static_cast<std::size_t>(first - open_time.begin()),
                   static_cast<std::size_t>(last - first));
}

void CandleColumns::push_back(const Candle& candle) {
  open_time.push_back(candle.open_time.us());
  open.push_back(candle.open.units());
  high.push_back(candle.high.units());
  low.push_back(candle.low.units());
  close.push_back(candle.close.units());
  volume.push_back(candle.volume);
}

CandleSeries CandleColumns::view() const noexcept {
  return {open_time, open, high, low, close, volume, quote_volume, trades, taker_buy_base};
}

}  // namespace atb::market
