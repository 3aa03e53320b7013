#pragma once

#include "indicators/moving_sum.h"
#include "strategy/strategy.h"

namespace atb::strategy {

/// Enters when the fast moving average of the closes rises above the slow one, exits when it falls
/// below. "Rises above" needs fast <= slow at the candle before and fast > slow at this one; a tie
/// is a tie, compared on exact sums.
class SmaCross final : public Strategy {
 public:
  /// @pre 1 <= fast < slow
  SmaCross(std::size_t fast, std::size_t slow);

  [[nodiscard]] Signal on_candle(const market::Candle& candle) override;
  [[nodiscard]] std::string explain() const override;
  [[nodiscard]] std::size_t warm_up() const override { return slow_.length() + 1; }

 private:
  indicators::MovingSum fast_;
  indicators::MovingSum slow_;
  core::Int128 difference_ = 0;  ///< (fast - slow) * both lengths, in units
  int side_ = 0;                 ///< sign of fast - slow at the last candle
  bool side_known_ = false;
  Signal last_ = Signal::none;
};

}  // namespace atb::strategy
