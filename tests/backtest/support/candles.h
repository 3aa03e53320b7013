#pragma once

#include <cstdint>

#include "market/candle_series.h"

namespace atb::backtest::testing {

/// A walk of one-minute candles that the seed alone decides: prices near 10,000 with wide wicks, so
/// that stops, targets and crossings all happen.
inline market::CandleColumns walk(std::uint64_t seed, std::size_t count) {
  std::uint64_t state = seed * 2'862'933'555'777'941'757ULL + 3'037'000'493ULL;
  const auto draw = [&state](std::int64_t below) {
    state = state * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
    return static_cast<std::int64_t>((state >> 33U) % static_cast<std::uint64_t>(below));
  };
  market::CandleColumns columns;
  std::int64_t last = 1'000'000'000'000;
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t open = last;
    const std::int64_t close = open + (draw(2'001) - 1'000) * (open / 50'000);
    const std::int64_t high = std::max(open, close) + draw(open / 60);
    const std::int64_t low = std::min(open, close) - draw(open / 60);
    columns.push_back({core::Timestamp::from_us(static_cast<std::int64_t>(i) * 60'000'000),
                       core::Price::from_units(open), core::Price::from_units(high),
                       core::Price::from_units(low), core::Price::from_units(close),
                       static_cast<double>(draw(100))});
    last = close;
  }
  return columns;
}

}  // namespace atb::backtest::testing
