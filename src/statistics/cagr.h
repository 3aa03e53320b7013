#pragma once

#include <optional>

namespace atb::statistics {

/// Compound annual growth rate: (last / first)^(365 / days) - 1. Nothing unless first > 0,
/// last >= 0 and days > 0, or when the power leaves the range of a double.
[[nodiscard]] std::optional<double> cagr(double first, double last, double days);

}  // namespace atb::statistics
