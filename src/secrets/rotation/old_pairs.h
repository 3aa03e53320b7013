#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aws/services/secrets_manager.h"
#include "core/error.h"
#include "secrets/target.h"
#include "settings/values.h"

/// Which Binance pairs the versions of a secret hold besides the one in force, and how that came
/// into force. AWS tells of a version its labels and when it was stored; whether one without a
/// label was ever in force, nobody knows. So an abort marks the version that it makes.
namespace atb::secrets {

/// The id for a version that an abort stores: says so to later runs, and nothing about a value.
/// @param random  see aws::new_request_token
[[nodiscard]] std::string abort_token(std::string_view random);
[[nodiscard]] bool is_of_abort(std::string_view version_id);

/// A Binance pair of another version.
struct OldPair {
  std::string version_id;
  bool was_in_force =
      false;              ///< surely: it has AWSPREVIOUS; of versions without label nobody knows
  settings::Values pair;  ///< BINANCE_API_KEY and BINANCE_API_SECRET
};

struct OldPairs {
  /// Each pair with another key once: that of AWSPREVIOUS first, then the newest first. What is
  /// AWSPENDING only is none of them.
  std::vector<OldPair> pairs;
  /// The last key that was given after the one in force was, and was gone back from (by an abort, a
  /// rollback or an interrupted rotation that was given up), masked; empty: there is none, and the
  /// key in force is the newest one.
  std::string gone_back_from;
  std::vector<std::string> unread;  ///< versions that hold no settings, with the reason, for people
};

/// Reads all versions, those without a label too. The list may be empty.
/// @error those of SecretsManager, when any version cannot be got
[[nodiscard]] core::Result<OldPairs> find_old_pairs(aws::SecretsManager& manager,
                                                    const Target& target,
                                                    const settings::Values& in_force);

/// The error for a secret whose versions hold no other pair: secrets.no_old_pair (not_found).
[[nodiscard]] tl::unexpected<core::Error> no_old_pair(const Target& target);

}  // namespace atb::secrets
