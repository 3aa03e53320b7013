#pragma once

#include "aws_simulator/operations.h"

/// Operations on whole secrets: describing, listing, deleting, tagging.
namespace atb::aws_simulator {

Outcome<nlohmann::json> describe_secret(const nlohmann::json& input, OperationContext& context);
Outcome<nlohmann::json> list_secrets(const nlohmann::json& input, OperationContext& context);
Outcome<nlohmann::json> delete_secret(const nlohmann::json& input, OperationContext& context);
Outcome<nlohmann::json> restore_secret(const nlohmann::json& input, OperationContext& context);
Outcome<nlohmann::json> tag_resource(const nlohmann::json& input, OperationContext& context);
Outcome<nlohmann::json> untag_resource(const nlohmann::json& input, OperationContext& context);
Outcome<nlohmann::json> get_random_password(const nlohmann::json& input, OperationContext& context);

}  // namespace atb::aws_simulator
