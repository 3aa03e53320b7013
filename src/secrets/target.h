#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"
#include "settings/settings.h"

namespace atb::secrets {

/// The secret that a command works on.
struct Target {
  settings::Environment environment = settings::Environment::staging;
  std::string secret_id;  ///< name or ARN
};

/// @param environment  "staging" or "production"; empty: staging
/// @param secret_id    empty: "ai-trading-bot/<environment>", the names of the guide
/// @error secrets.unknown_environment (usage); secrets.other_environment (refused)  the secret's
///        name ends in the other environment's: production is not changed as if it were staging
[[nodiscard]] core::Result<Target> choose_target(const std::string& environment,
                                                 const std::string& secret_id);

/// Whether two names or ARNs mean one secret. A name and an ARN do when the ARN holds that name;
/// AWS's random end of an ARN may be left out.
[[nodiscard]] bool same_secret(std::string_view a, std::string_view b);

/// The environment that a name, or the ARN of it, ends in ("…/staging"); nothing: it names none.
[[nodiscard]] std::optional<settings::Environment> environment_named_by(std::string_view secret_id);

/// Checks the name of a secret that is to be made: 1 to 512 letters, digits and `/_+=.@-`, without
/// an end such as "-AbCdEf", which AWS takes for the random end of an ARN.
/// @error secrets.bad_name (usage)
/// Source: CreateSecret, parameter Name.
[[nodiscard]] core::Result<void> check_new_name(const std::string& name);

}  // namespace atb::secrets
