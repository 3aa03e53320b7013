#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "aws_simulator/secret_store.h"

namespace atb::aws_simulator {

/// What an operation needs besides its input.
struct OperationContext {
  SecretStore& store;
  std::string region;
  std::string arn_suffix;  ///< six random characters, for a new secret
  core::Timestamp now;
};

/// Runs one of Secrets Manager's operations, named as in "secretsmanager.<operation>", on its JSON
/// input. CreateSecret, GetSecretValue, DescribeSecret, PutSecretValue, ListSecretVersionIds,
/// UpdateSecretVersionStage, ListSecrets, DeleteSecret, RestoreSecret; others give
/// UnknownOperationException.
/// Source: botocore's service model secretsmanager 2017-10-17.
[[nodiscard]] Outcome<nlohmann::json> run_operation(std::string_view operation,
                                                    const nlohmann::json& input,
                                                    OperationContext& context);

/// True for the operations that may change the store.
[[nodiscard]] bool is_writing(std::string_view operation);

}  // namespace atb::aws_simulator
