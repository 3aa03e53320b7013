#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "backtest/summary.h"

namespace atb::app {

/// The fields of a run as docs/commands describe them.
[[nodiscard]] nlohmann::ordered_json to_json(const backtest::Summary& summary);

/// The same for people: what came of it, beside buy-and-hold.
[[nodiscard]] std::string to_text(const backtest::Summary& summary);

}  // namespace atb::app
