#pragma once

#include <optional>
#include <span>

namespace atb::statistics {

/// Share of trades with a profit above zero, in [0, 1]. Nothing without a trade.
[[nodiscard]] std::optional<double> win_rate(std::span<const double> profits);

}  // namespace atb::statistics
