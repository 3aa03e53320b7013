#include "statistics/profit_factor.h"

#include <cmath>

namespace atb::statistics {

std::optional<double> profit_factor(std::span<const double> profits) {
  double won = 0;
  double lost = 0;
  for (const double profit : profits) (profit > 0 ? won : lost) += std::abs(profit);
  if (lost <= 0) return std::nullopt;
  return won / lost;
}

}  // namespace atb::statistics
