#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aws/services/secrets_manager.h"
#include "core/error.h"
#include "core/time.h"
#include "secrets/target.h"
#include "settings/values.h"

namespace atb::secrets {

/// One version of a secret, without a value.
struct VersionRow {
  std::string version_id;
  std::vector<std::string> stages;  ///< empty: deprecated, AWS may delete it
  std::optional<core::Timestamp> created;
  /// Against the next older one of the list that could be read; nothing: it is the oldest.
  std::optional<settings::Difference> changes;
  std::string fault;  ///< why its content is unknown; empty: it was read
};

struct VersionList {
  std::vector<VersionRow> versions;          ///< newest first
  std::optional<core::Timestamp> key_since;  ///< the oldest version with the Binance key in force
};

/// The versions of a secret and what each changed.
/// @param with_deprecated  also those without a label
/// @error those of SecretsManager; a version that cannot be read is a row with its fault
[[nodiscard]] core::Result<VersionList> list_versions(aws::SecretsManager& manager,
                                                      const Target& target, bool with_deprecated);

/// A Binance pair of an older version.
struct OldPair {
  std::string version_id;
  bool was_in_force =
      false;              ///< surely: it has AWSPREVIOUS; of versions without label nobody knows
  settings::Values pair;  ///< BINANCE_API_KEY and BINANCE_API_SECRET
  /// The key in force is older than this pair: it was gone back to already.
  bool is_newer_than_in_force = false;
};

/// The pair before the present one: of AWSPREVIOUS, or else of the newest version, when the key is
/// another. @error secrets.no_old_pair (not_found); those of SecretsManager
[[nodiscard]] core::Result<OldPair> find_old_pair(aws::SecretsManager& manager,
                                                  const Target& target,
                                                  const settings::Values& in_force);

/// The Binance key and secret of a set of settings; what is missing is left out.
[[nodiscard]] settings::Values pair_of(const settings::Values& values);

}  // namespace atb::secrets
