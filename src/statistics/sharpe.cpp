#include "statistics/sharpe.h"

#include <cmath>

#include "statistics/moments.h"

namespace atb::statistics {

std::optional<double> sharpe(std::span<const double> returns, double periods_per_year) {
  const auto deviation = sample_deviation(returns);
  if (!deviation || *deviation <= 0) return std::nullopt;
  return *mean(returns) / *deviation * std::sqrt(periods_per_year);
}

}  // namespace atb::statistics
