#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "aws_simulator/kms_keys.h"
#include "aws_simulator/random_password.h"
#include "aws_simulator/secret_store.h"
#include "aws_simulator/service.h"

namespace atb::aws_simulator {

/// What an operation needs besides its input. References are valid while it runs.
struct OperationContext {
  SecretStore& store;
  const KmsKeys& kms;
  const ServiceCall& call;  ///< region, time, caller, and what it may do
  const RandomBelow& random_below;
  const std::function<std::string(std::size_t)>& random_text;  ///< for the ARN of a new secret
};

/// Runs one of Secrets Manager's operations, named as in "secretsmanager.<operation>", on its JSON
/// input: all of the service's but those of replication (an account here has no second region to
/// replicate to). Others give UnknownOperationException. Null: an answer without a body.
/// Source: botocore's service model secretsmanager 2017-10-17.
[[nodiscard]] Outcome<nlohmann::json> run_operation(std::string_view operation,
                                                    const nlohmann::json& input,
                                                    OperationContext& context);

[[nodiscard]] bool is_operation(std::string_view name);

/// True for the operations that may change the store.
[[nodiscard]] bool is_writing(std::string_view operation);

}  // namespace atb::aws_simulator
