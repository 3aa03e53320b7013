#include "statistics/cagr.h"

#include <cmath>

namespace atb::statistics {

std::optional<double> cagr(double first, double last, double days) {
  if (first <= 0 || last < 0 || days <= 0) return std::nullopt;
  const double rate = std::pow(last / first, 365.0 / days) - 1;
  if (!std::isfinite(rate)) return std::nullopt;
  return rate;
}

}  // namespace atb::statistics
