#pragma once

#include <cstddef>
#include <string>

#include "market/candle.h"

namespace atb::strategy {

/// What a strategy wants at the close of a candle. Whether it happens is the engine's decision.
enum class Signal { none, enter, exit };

/// A rule that turns closed candles into signals. Deterministic: the same candles give the same
/// signals, whatever the account holds. It sees closed candles only, oldest first, gaps as they
/// are.
class Strategy {
 public:
  virtual ~Strategy() = default;
  [[nodiscard]] virtual Signal on_candle(const market::Candle& candle) = 0;
  /// Why the last signal came, in words; empty while there was none.
  [[nodiscard]] virtual std::string explain() const = 0;
  /// How many candles it must have seen before its first signal can come.
  [[nodiscard]] virtual std::size_t warm_up() const = 0;
};

}  // namespace atb::strategy
