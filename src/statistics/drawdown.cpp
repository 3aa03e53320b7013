#include "statistics/drawdown.h"

namespace atb::statistics {

double Drawdown::current() const noexcept {
  return peak_ > 0 ? (peak_ - last_) / peak_ : 0;
}

}  // namespace atb::statistics
