#pragma once

#include "aws_simulator/operations.h"

/// Operations on the versions of a secret and their labels.
namespace atb::aws_simulator {

Outcome<nlohmann::json> list_secret_version_ids(const nlohmann::json& input,
                                                OperationContext& context);
Outcome<nlohmann::json> update_secret_version_stage(const nlohmann::json& input,
                                                    OperationContext& context);
/// Always an error: there is no Lambda function here that could rotate.
Outcome<nlohmann::json> rotate_secret(const nlohmann::json& input, OperationContext& context);
/// Always an error, for the same reason.
Outcome<nlohmann::json> cancel_rotate_secret(const nlohmann::json& input,
                                             OperationContext& context);

}  // namespace atb::aws_simulator
