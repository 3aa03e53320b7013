#pragma once

#include <string>
#include <vector>

#include "aws/services/secrets_manager.h"
#include "core/error.h"
#include "secrets/target.h"
#include "settings/values.h"

namespace atb::secrets {

/// The secret of the other environment: the target's name (also out of an ARN) with "staging" and
/// "production" swapped at its end, else the guide's name.
[[nodiscard]] std::string other_secret_id(const Target& target);

/// Compares the pair of Binance keys with that of the other environment, so that staging never
/// holds a key to real money. Placeholders are not compared.
/// @return  a warning where the other secret may not be read (which a policy for one environment
///          makes so) or holds no settings, and where the name was a guess and nothing is there
/// @error secrets.shared_key (refused)  one half of the pair is in both
///        those of SecretsManager of the kinds temporary and internal: nobody knows then
[[nodiscard]] core::Result<std::vector<std::string>> check_pair_is_own(
    aws::SecretsManager& manager, const Target& target, const settings::Values& values);

}  // namespace atb::secrets
