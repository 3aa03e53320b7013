#pragma once

#include <optional>
#include <span>

namespace atb::statistics {

/// Sortino ratio, annualised: mean * sqrt(periods per year) / sqrt(mean(min(r, 0)^2)), the mean
/// over all returns. Nothing below two returns or without a loss.
[[nodiscard]] std::optional<double> sortino(std::span<const double> returns,
                                            double periods_per_year);

}  // namespace atb::statistics
