#pragma once

#include <string>
#include <vector>

#include "aws/services/secrets_manager.h"
#include "core/error.h"
#include "secrets/rotation/key_pairs.h"
#include "secrets/target.h"

namespace atb::secrets {

struct RefusedKeys {
  std::vector<std::string> keys;      ///< masked; the one before the present first
  std::vector<std::string> warnings;  ///< what the answers do not prove
};

/// Whether every other key that the versions hold is dead, each asked with its own pair. Binance
/// gives one answer (-2015) to a deleted key and to one at an address that its list does not hold:
/// so the present key must work here, and the rest is left to the reader's eyes (a warning).
/// @error secrets.old_key_alive (refused)  names all that work, or whose secret alone is wrong
///        secrets.no_old_pair (not_found)  there is none to ask about
///        those of find_old_pairs and the check
[[nodiscard]] core::Result<RefusedKeys> confirm_old_keys_dead(aws::SecretsManager& manager,
                                                              const Target& target,
                                                              const CheckKey& check);

}  // namespace atb::secrets
