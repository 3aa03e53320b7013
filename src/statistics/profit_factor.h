#pragma once

#include <optional>
#include <span>

namespace atb::statistics {

/// Sum of the wins / sum of the losses. Nothing without a losing trade.
[[nodiscard]] std::optional<double> profit_factor(std::span<const double> profits);

}  // namespace atb::statistics
