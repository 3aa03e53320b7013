#pragma once

#include <nlohmann/json_fwd.hpp>

#include "aws_simulator/iam_store.h"

/// IAM's books as JSON, for the state file.
namespace atb::aws_simulator {

[[nodiscard]] nlohmann::json save_iam(const IamStore& store);

/// Replaces everything but the account and the source of random letters.
/// Throws nlohmann::json::exception for what `save_iam` did not write.
void load_iam(const nlohmann::json& state, IamStore& store);

}  // namespace atb::aws_simulator
