#include "statistics/calmar.h"

namespace atb::statistics {

std::optional<double> calmar(std::optional<double> cagr, double max_drawdown) {
  if (!cagr || max_drawdown <= 0) return std::nullopt;
  return *cagr / max_drawdown;
}

}  // namespace atb::statistics
