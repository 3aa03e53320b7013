#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aws_simulator/secret_model.h"
#include "aws_simulator/service_error.h"

/// Tags of a secret. Source: AWS General Reference, "Tagging AWS resources" (quotas).
namespace atb::aws_simulator {

/// Keys of 1 to 128 characters, values of up to 256, each key once, none that starts with "aws:".
[[nodiscard]] std::optional<ServiceError> check_tags(const std::vector<Tag>& tags);

/// Adds tags or replaces their values. @error InvalidParameterException, as for more than 50
Outcome<void> add_tags(StoredSecret& secret, const std::vector<Tag>& tags);

/// Keys that the secret does not have are ignored.
void remove_tags(StoredSecret& secret, const std::vector<std::string>& keys);

}  // namespace atb::aws_simulator
