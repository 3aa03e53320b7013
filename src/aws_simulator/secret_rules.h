#pragma once

#include <optional>

#include "aws_simulator/secret_model.h"
#include "aws_simulator/service_error.h"

/// What Secrets Manager refuses before it does anything. Nothing: it is accepted.
/// Source: Secrets Manager API reference (lengths, characters) and its messages.
namespace atb::aws_simulator {

/// Labels of one version, and in one call.
inline constexpr std::size_t kStagesMax = 20;
[[nodiscard]] std::string too_many_labels();

/// Name (1 to 512 of letters, digits, "/_+=.@-!"), description, token, content, tags.
[[nodiscard]] std::optional<ServiceError> check_new_secret(const NewSecret& input);

/// Token (32 to 64 characters), content (1 to 65,536 bytes), at most 20 stages.
[[nodiscard]] std::optional<ServiceError> check_new_version(const NewVersion& input);

/// Description, content and, where there is content, the token.
[[nodiscard]] std::optional<ServiceError> check_update(const SecretUpdate& input);

/// The one compare-and-swap of the service: a label that is attached moves only when the version
/// that it leaves is named.
[[nodiscard]] std::optional<ServiceError> check_stage_move(const Versions& versions,
                                                           const StageMove& move);

}  // namespace atb::aws_simulator
