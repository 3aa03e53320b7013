#pragma once

#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "aws_simulator/secret_model.h"

/// Secrets as they stand in the state file.
namespace atb::aws_simulator {

[[nodiscard]] nlohmann::json secrets_to_json(const std::vector<StoredSecret>& secrets);

/// Also reads what format 1 of the state file held. Throws nlohmann::json::exception for anything
/// else.
[[nodiscard]] std::vector<StoredSecret> secrets_from_json(const nlohmann::json& list);

}  // namespace atb::aws_simulator
