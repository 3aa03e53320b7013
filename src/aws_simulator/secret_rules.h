#pragma once

#include <optional>

#include "aws_simulator/secret_store.h"

/// What Secrets Manager refuses before it does anything. Nothing: it is accepted.
/// Source: Secrets Manager API reference (lengths, characters) and its messages.
namespace atb::aws_simulator {

/// Name (1 to 512 of letters, digits, "/_+=.@-!"), description, token, content.
[[nodiscard]] std::optional<ServiceError> check_new_secret(const NewSecret& input);

/// Token (32 to 64 characters), content (1 to 65,536 bytes), at most 20 stages.
[[nodiscard]] std::optional<ServiceError> check_new_version(const NewVersion& input);

/// The one compare-and-swap of the service: a label that is attached moves only when the version
/// that it leaves is named.
[[nodiscard]] std::optional<ServiceError> check_stage_move(const Versions& versions,
                                                           const StageMove& move);

}  // namespace atb::aws_simulator
