#pragma once

#include <nlohmann/json_fwd.hpp>

#include "aws_simulator/secret_model.h"

/// Answers of the operations as JSON; absent where AWS leaves a member out.
namespace atb::aws_simulator {

/// Seconds since the epoch with milliseconds, as the JSON protocol has it.
[[nodiscard]] double to_seconds(core::Timestamp time);

/// ARN and Name.
[[nodiscard]] nlohmann::json identity_of(const StoredSecret& secret);

/// ARN, Name, VersionId (when there is a version).
[[nodiscard]] nlohmann::json written(const SecretAndVersion& result);

/// GetSecretValue's answer.
[[nodiscard]] nlohmann::json value_of(const SecretAndVersion& result);

/// DescribeSecret's answer; in ListSecrets the stages stand under another name.
/// @param stages_key  "VersionIdsToStages" or "SecretVersionsToStages"
[[nodiscard]] nlohmann::json description_of(const StoredSecret& secret, const char* stages_key);

/// One entry of ListSecretVersionIds.
[[nodiscard]] nlohmann::json version_entry(const SecretVersion& version);

}  // namespace atb::aws_simulator
