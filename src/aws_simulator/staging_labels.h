#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"

/// Which version of a secret carries which label. Pure.
/// Source: Secrets Manager API reference, PutSecretValue and UpdateSecretVersionStage.
namespace atb::aws_simulator {

inline constexpr std::string_view kCurrent = "AWSCURRENT";
inline constexpr std::string_view kPrevious = "AWSPREVIOUS";
inline constexpr std::string_view kPending = "AWSPENDING";

struct SecretVersion {
  std::string id;  ///< the ClientRequestToken that made it
  std::string value;
  bool is_binary = false;  ///< `value` is base64 then, as it came
  std::set<std::string, std::less<>> stages;
  core::Timestamp created;
  std::string kms_key_id = {};  ///< as the secret named it then; empty: the default key
  std::optional<core::Timestamp> accessed = {};  ///< the day, as AWS rounds it
};

using Versions = std::vector<SecretVersion>;  ///< oldest first

[[nodiscard]] SecretVersion* find_version(Versions& versions, std::string_view id);
[[nodiscard]] const SecretVersion* find_version(const Versions& versions, std::string_view id);
/// The version that carries the label, or null.
[[nodiscard]] SecretVersion* find_stage(Versions& versions, std::string_view label);
[[nodiscard]] const SecretVersion* find_stage(const Versions& versions, std::string_view label);

/// Puts the label on a version and takes it from any other. When AWSCURRENT moves, AWSPREVIOUS goes
/// to the version that it left. @pre `to` is one of `versions`
void attach_stage(Versions& versions, SecretVersion& to, std::string_view label);

}  // namespace atb::aws_simulator
