#pragma once

#include <optional>
#include <span>

namespace atb::statistics {

/// Sharpe ratio, annualised: mean / sample deviation * sqrt(periods per year). No risk-free rate.
/// Nothing below two returns or when they do not vary.
/// Source: Sharpe 1994; ddof 1, 365 days a year for a market that never closes.
[[nodiscard]] std::optional<double> sharpe(std::span<const double> returns,
                                           double periods_per_year);

}  // namespace atb::statistics
