#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aws/services/secrets_manager.h"
#include "core/error.h"
#include "core/time.h"
#include "settings/settings.h"

namespace atb::secrets {

/// One setting of a secret, safe to print.
struct ShownSetting {
  std::string name;
  std::string text;  ///< the value where it is not secret, else masked
  std::size_t characters = 0;
  bool secret = true;
  bool known = false;  ///< in the table of settings
};

struct Shown {
  std::vector<ShownSetting> settings;
  std::vector<std::string> faults;    ///< what keeps `fetch` from taking it, one line each
  std::vector<std::string> warnings;  ///< see settings::validate
};

/// What a secret holds. Settings that are wrong are shown all the same, with what is wrong, and a
/// Binance key that has been there for too long.
/// @param key_since  since when the secret has held this Binance key (see binance_key_since);
///                   nothing: not known, then since this version was stored
/// @error as settings::parse_secret_json
[[nodiscard]] core::Result<Shown> show(const aws::SecretValue& secret,
                                       settings::Environment environment,
                                       std::optional<core::Timestamp> key_since,
                                       core::Timestamp now);

}  // namespace atb::secrets
