#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aws_simulator/service_error.h"

/// Resource policies of secrets. Pure.
/// Source: Secrets Manager API reference, PutResourcePolicy and ValidateResourcePolicy; IAM User
/// Guide, grammar of the JSON policy language.
namespace atb::aws_simulator {

/// Why AWS would not take the text: MalformedPolicyDocumentException. Nothing: it is a policy.
[[nodiscard]] std::optional<ServiceError> check_policy(std::string_view text);

/// True when a statement without a condition allows everybody. @pre check_policy found nothing
[[nodiscard]] bool is_public_policy(std::string_view text);

}  // namespace atb::aws_simulator
