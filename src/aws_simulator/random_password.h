#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "aws_simulator/service_error.h"

namespace atb::aws_simulator {

/// A random number below a bound of at least 1.
using RandomBelow = std::function<std::size_t(std::size_t bound)>;

/// GetRandomPassword: PasswordLength 1 to 4,096 (default 32), ExcludeCharacters, ExcludeNumbers,
/// ExcludePunctuation, ExcludeUppercase, ExcludeLowercase, IncludeSpace, RequireEachIncludedType
/// (default true).
/// @error InvalidParameterException for a length out of range or too short for each type,
///        InvalidRequestException when no character is left
[[nodiscard]] Outcome<std::string> random_password(const nlohmann::json& input,
                                                   const RandomBelow& random_below);

}  // namespace atb::aws_simulator
