#pragma once

#include <string>
#include <vector>

#include "settings/database_url.h"
#include "settings/settings.h"

/// What is possible and hardly ever meant, in words with the cure and without a secret value.
namespace atb::settings {

/// Whether the bot of this version trades live. The release that can makes it true; until then
/// TRADING_MODE=live is valid and warned of wherever settings are checked.
inline constexpr bool kLiveTradingIsOffered = false;

/// Words that complete "DATABASE_URL …".
struct Concerns {
  std::vector<std::string> faults;
  std::vector<std::string> warnings;
};

/// A relative path, a remote server without sslmode=verify-full, and a password that is missing,
/// that of an example or the user's own name: a fault in production, else a warning.
[[nodiscard]] Concerns database_concerns(const DatabaseUrl& url, bool production);

/// Shares within their range that are likely typed wrongly, each "<NAME> …".
[[nodiscard]] std::vector<std::string> size_warnings(const Settings& settings);

}  // namespace atb::settings
