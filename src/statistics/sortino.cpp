#include "statistics/sortino.h"

#include <cmath>

#include "statistics/moments.h"

namespace atb::statistics {

std::optional<double> sortino(std::span<const double> returns, double periods_per_year) {
  if (returns.size() < 2) return std::nullopt;
  double squares = 0;
  for (const double value : returns) squares += value < 0 ? value * value : 0;
  if (squares <= 0) return std::nullopt;
  const double downside = std::sqrt(squares / static_cast<double>(returns.size()));
  return *mean(returns) * std::sqrt(periods_per_year) / downside;
}

}  // namespace atb::statistics
