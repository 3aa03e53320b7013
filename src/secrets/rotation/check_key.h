#pragma once

#include <functional>

#include "aws/services/secrets_manager.h"
#include "binance/key_check.h"
#include "core/error.h"
#include "secrets/target.h"
#include "settings/values.h"

/// What the three ways of a rotation ask before anything else.
namespace atb::secrets {

/// Asks Binance about a pair, see binance::check_key. Empty: no check.
using CheckKey = std::function<core::Result<binance::KeyFacts>(const binance::KeyPair&)>;

/// @error secrets.unchecked_key (refused)  without a check, other than in staging
[[nodiscard]] core::Result<void> require_check(const Target& target, const CheckKey& check);

/// The settings in force. @error those of SecretsManager and settings::parse_secret_json
[[nodiscard]] core::Result<settings::Values> read_in_force(aws::SecretsManager& manager,
                                                           const Target& target);

}  // namespace atb::secrets
