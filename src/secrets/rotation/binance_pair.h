#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "binance/key_pair.h"
#include "core/error.h"
#include "settings/values.h"

/// The pair of Binance keys among the settings.
namespace atb::secrets {

inline constexpr std::string_view kBinanceKey = "BINANCE_API_KEY";
inline constexpr std::string_view kBinanceSecret = "BINANCE_API_SECRET";

/// The Binance key and secret of a set of settings; what is missing is left out.
[[nodiscard]] settings::Values pair_of(const settings::Values& values);

/// The pair to ask Binance with. Nothing: one half is missing, empty or still an example's.
[[nodiscard]] std::optional<binance::KeyPair> usable_pair(const settings::Values& values);

/// The key for people, masked; "none" when it is missing.
[[nodiscard]] std::string masked_key(const settings::Values& values);

/// Whether both hold the setting, with equal values.
[[nodiscard]] bool has_same(const settings::Values& a, const settings::Values& b,
                            std::string_view name);

/// Whether Binance's answer says that it does not take the key: deleted, or refused from this
/// address, or never one of its keys. A wrong signature says the contrary: the key is known.
[[nodiscard]] bool is_key_refused(const core::Error& error);

}  // namespace atb::secrets
