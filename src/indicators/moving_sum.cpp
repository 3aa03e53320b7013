#include "indicators/moving_sum.h"

namespace atb::indicators {

double MovingSum::average() const noexcept {
  return core::to_double(sum_) / static_cast<double>(window_.size());
}

}  // namespace atb::indicators
