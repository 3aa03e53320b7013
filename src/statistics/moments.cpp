#include "statistics/moments.h"

#include <cmath>
#include <numeric>

namespace atb::statistics {

std::optional<double> mean(std::span<const double> values) {
  if (values.empty()) return std::nullopt;
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::optional<double> sample_deviation(std::span<const double> values) {
  if (values.size() < 2) return std::nullopt;
  const double center = *mean(values);
  double squares = 0;
  for (const double value : values) squares += (value - center) * (value - center);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

std::vector<double> returns(std::span<const double> values) {
  std::vector<double> changes;
  changes.reserve(values.size());
  for (std::size_t i = 1; i < values.size(); ++i) changes.push_back(values[i] / values[i - 1] - 1);
  return changes;
}

}  // namespace atb::statistics
