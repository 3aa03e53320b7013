#pragma once

#include "aws_simulator/operations.h"

/// Operations on the resource policy of a secret.
namespace atb::aws_simulator {

Outcome<nlohmann::json> put_resource_policy(const nlohmann::json& input, OperationContext& context);
Outcome<nlohmann::json> get_resource_policy(const nlohmann::json& input, OperationContext& context);
Outcome<nlohmann::json> delete_resource_policy(const nlohmann::json& input,
                                               OperationContext& context);
/// Checks grammar, public access, and whether the caller would lock himself out.
Outcome<nlohmann::json> validate_resource_policy(const nlohmann::json& input,
                                                 OperationContext& context);

}  // namespace atb::aws_simulator
