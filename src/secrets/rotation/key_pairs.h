#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "aws/services/secrets_manager.h"
#include "binance/keys/key_check.h"
#include "core/error.h"
#include "secrets/target.h"
#include "settings/values.h"

/// The pair of Binance keys within a set of settings, and who is asked about it.
namespace atb::secrets {

/// Asks Binance about a pair, see binance::check_key. Empty: no check.
using CheckKey = std::function<core::Result<binance::KeyFacts>(const binance::KeyPair&)>;

inline constexpr std::string_view kBinanceKey = "BINANCE_API_KEY";
inline constexpr std::string_view kBinanceSecret = "BINANCE_API_SECRET";

/// The Binance key and secret of a set of settings; what is missing is left out.
[[nodiscard]] settings::Values pair_of(const settings::Values& values);

/// The settings in force. @error those of SecretsManager and settings::parse_secret_json
[[nodiscard]] core::Result<settings::Values> read_in_force(aws::SecretsManager& manager,
                                                           const Target& target);

/// BINANCE_API_KEY masked, or "none".
[[nodiscard]] std::string masked_key(const settings::Values& values);

/// Nothing: one half is missing, empty or still an example's.
[[nodiscard]] std::optional<binance::KeyPair> usable_pair(const settings::Values& values);

/// Whether both sets have a value of this name, and the same.
[[nodiscard]] bool has_same(const settings::Values& a, const settings::Values& b,
                            std::string_view name);

/// Whether the error is Binance's answer to a key that it does not take: deleted, or refused from
/// this address, or never one of its keys. A wrong signature says the contrary: the key is known.
[[nodiscard]] bool is_refusal(const core::Error& error);

/// A key may go unchecked in staging only. @error secrets.unchecked_key (refused)
[[nodiscard]] core::Result<void> check_is_asked(const Target& target, const CheckKey& check);

}  // namespace atb::secrets
