#include "binance_simulator/market/history.h"

#include <algorithm>
#include <random>

namespace atb::binance_simulator {
namespace {

/// Volumes of a candle file are for display: doubles to the nearest 1e-8.
core::Money as_money(double volume) {
  constexpr double kMost = 1e15;
  const auto bounded = std::clamp(volume, 0.0, kMost);
  return core::Money::from_units(
      static_cast<core::Int128>(bounded * static_cast<double>(core::kUnitsPerOne)));
}

core::Money worth(core::Money volume, core::Price price) {
  return core::Money::from_units(core::divide(core::multiply(volume.units(), price.units()),
                                              core::kUnitsPerOne, core::Rounding::floor));
}

Kline kline_of(const market::Candle& candle, KlineInterval interval, core::Timestamp open) {
  Kline kline;
  kline.open_time = open;
  kline.close_time = next_open(interval, open) - core::Duration::milliseconds(1);
  kline.open = candle.open;
  kline.high = candle.high;
  kline.low = candle.low;
  kline.close = candle.close;
  kline.volume = as_money(candle.volume);
  kline.quote_volume = worth(kline.volume, candle.close);
  kline.taker_volume = core::Money::from_units(kline.volume.units() / 2);
  kline.taker_quote = core::Money::from_units(kline.quote_volume.units() / 2);
  kline.trades = 1;
  return kline;
}

}  // namespace

std::vector<Kline> history_of(const std::vector<market::Candle>& candles, KlineInterval interval,
                              core::Timestamp now) {
  std::vector<Kline> klines;
  auto open = open_time(interval, now);
  for (auto candle = candles.rbegin(); candle != candles.rend(); ++candle) {
    open = open_time(interval, open - core::Duration::milliseconds(1));
    klines.push_back(kline_of(*candle, interval, open));
  }
  std::reverse(klines.begin(), klines.end());
  return klines;
}

std::vector<Kline> invented_history(std::uint64_t seed, core::Price end, core::Price tick,
                                    std::size_t count, core::Timestamp now) {
  std::mt19937_64 dice{seed};
  const auto most = std::max<std::int64_t>(end.units() / tick.units() / 2'000, 1);
  std::uniform_int_distribution<std::int64_t> step{-most, most};
  std::uniform_int_distribution<int> volume{1, 50};
  std::vector<market::Candle> candles;
  auto close = end;
  for (std::size_t i = 0; i < count; ++i) {
    market::Candle candle;
    candle.close = close;
    candle.open =
        core::Price::from_units(std::max(close.units() + step(dice) * tick.units(), tick.units()));
    candle.high = std::max(candle.open, candle.close) + tick;
    candle.low = std::max(std::min(candle.open, candle.close) - tick, tick);
    candle.volume = volume(dice);
    close = candle.open;
    candles.push_back(candle);
  }
  std::reverse(candles.begin(), candles.end());
  return history_of(candles, KlineInterval::m1, now);
}

}  // namespace atb::binance_simulator
