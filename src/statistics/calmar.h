#pragma once

#include <optional>

namespace atb::statistics {

/// Calmar ratio: CAGR / maximum drawdown. Nothing without a drawdown.
[[nodiscard]] std::optional<double> calmar(std::optional<double> cagr, double max_drawdown);

}  // namespace atb::statistics
