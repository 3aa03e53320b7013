#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "strategy/strategy.h"

namespace atb::strategy {

/// Parameters as users give them: `--set fast=10`, STRATEGY_PARAMETERS=fast=10,slow=30.
using Parameters = std::map<std::string, std::string, std::less<>>;

/// The strategies by name, for help and messages.
[[nodiscard]] std::vector<std::string> names();

/// A strategy with its parameters; what is not given has its default (sma-cross: fast=10, slow=30).
/// @error strategy.unknown, strategy.parameter (kind usage): unknown name, parameter or value
[[nodiscard]] core::Result<std::unique_ptr<Strategy>> make(std::string_view name,
                                                           const Parameters& parameters);

/// Reads "fast=10,slow=30". @error strategy.parameter
[[nodiscard]] core::Result<Parameters> parse_parameters(std::string_view text);

}  // namespace atb::strategy
