#pragma once

#include <optional>
#include <span>
#include <vector>

namespace atb::statistics {

/// Arithmetic mean. Nothing for an empty series.
[[nodiscard]] std::optional<double> mean(std::span<const double> values);

/// Standard deviation of a sample (divisor n - 1). Nothing below two values.
[[nodiscard]] std::optional<double> sample_deviation(std::span<const double> values);

/// Relative changes v[i] / v[i-1] - 1, one fewer than values. @pre all values > 0
[[nodiscard]] std::vector<double> returns(std::span<const double> values);

}  // namespace atb::statistics
