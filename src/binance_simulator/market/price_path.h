#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <vector>

#include "core/amount.h"
#include "core/time.h"
#include "market/candle.h"

namespace atb::binance_simulator {

/// Where the market goes: a price for every moment. The same seed gives the same path.
class PricePath {
 public:
  virtual ~PricePath() = default;
  /// The prices that were visited since the last call, in order; at least one.
  /// @param elapsed  since the path began; never less than in the last call
  [[nodiscard]] virtual std::vector<core::Price> visit(core::Duration elapsed) = 0;
};

/// A walk of seeded steps, ten a second, each at most a ten-thousandth of the price.
[[nodiscard]] std::unique_ptr<PricePath> random_walk(std::uint64_t seed, core::Price start,
                                                     core::Price tick);

/// Goes through candles one after the other: open, then the extreme that lies on the other side of
/// its close, the other extreme, close. At the end it stays at the last close.
/// @pre candles are not empty
[[nodiscard]] std::unique_ptr<PricePath> candle_path(std::vector<market::Candle> candles,
                                                     core::Duration interval);

}  // namespace atb::binance_simulator
