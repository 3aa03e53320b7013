#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backtest/run.h"
#include "core/error.h"

namespace CLI {
class App;
}

namespace atb::app {

/// The options of a run that `backtest` and `trade --replay` share; what is not given stays as the
/// defaults or the settings have it.
struct RunFlags {
  std::optional<std::string> interval;
  std::optional<std::string> pair;
  std::optional<std::string> strategy;
  std::vector<std::string> parameters;
  std::optional<std::string> cash;
  std::optional<std::string> position_size;
  std::optional<std::string> stop_loss;
  std::optional<std::string> take_profit;
  std::optional<std::string> fee;
  std::optional<std::string> fee_in;
  std::optional<std::string> slippage;
  std::optional<std::string> quantity_step;
  std::optional<std::string> tick_size;
  std::optional<std::string> min_notional;
};

void add_run_flags(CLI::App& verb, RunFlags& flags);

/// Puts the flags over `options`. @error usage, naming the option
[[nodiscard]] core::Result<void> apply(const RunFlags& flags, backtest::RunOptions& options);

}  // namespace atb::app
