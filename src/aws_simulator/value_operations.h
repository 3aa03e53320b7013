#pragma once

#include "aws_simulator/operations.h"

/// Operations that write or read values, between JSON and the store.
namespace atb::aws_simulator {

Outcome<nlohmann::json> create_secret(const nlohmann::json& input, OperationContext& context);
Outcome<nlohmann::json> put_secret_value(const nlohmann::json& input, OperationContext& context);
/// UpdateSecret.
Outcome<nlohmann::json> update_secret_operation(const nlohmann::json& input,
                                                OperationContext& context);
Outcome<nlohmann::json> get_secret_value(const nlohmann::json& input, OperationContext& context);
/// Each secret is asked for on its own: what is refused stands under Errors.
Outcome<nlohmann::json> batch_get_secret_value(const nlohmann::json& input,
                                               OperationContext& context);

}  // namespace atb::aws_simulator
