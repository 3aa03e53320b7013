#include "statistics/win_rate.h"

#include <algorithm>

namespace atb::statistics {

std::optional<double> win_rate(std::span<const double> profits) {
  if (profits.empty()) return std::nullopt;
  const auto wins = std::count_if(profits.begin(), profits.end(), [](double p) { return p > 0; });
  return static_cast<double>(wins) / static_cast<double>(profits.size());
}

}  // namespace atb::statistics
