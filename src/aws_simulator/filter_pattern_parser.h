#pragma once

#include <string_view>

#include "aws_simulator/filter_pattern.h"
#include "aws_simulator/service_error.h"

namespace atb::aws_simulator {

/// Reads `{ ($.a.b = "x*") && ($.c NOT EXISTS) || ($.d[0] > 3) }` (&& binds before ||), or words.
/// Empty: matches everything.
/// @error InvalidParameterException: malformed, deeper than 32 parentheses, or a kind of pattern
/// that is not understood
[[nodiscard]] Outcome<FilterPattern> parse_filter_pattern(std::string_view text);

/// "$.a.b[0]" alone. @error InvalidParameterException
[[nodiscard]] Outcome<Path> parse_filter_path(std::string_view text);

}  // namespace atb::aws_simulator
