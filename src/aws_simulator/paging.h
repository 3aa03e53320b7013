#pragma once

#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "aws_simulator/service_error.h"

namespace atb::aws_simulator {

/// One page of `entries` under `key`, by the input's MaxResults (1 to `page_max`) and NextToken.
/// @error InvalidParameterException, InvalidNextTokenException
[[nodiscard]] Outcome<nlohmann::json> page_of(const nlohmann::json& input, const char* key,
                                              const std::vector<nlohmann::json>& entries,
                                              int page_max);

}  // namespace atb::aws_simulator
