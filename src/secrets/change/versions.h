#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
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
  std::size_t left_out = 0;                  ///< versions without a label that are not listed
  std::optional<core::Timestamp> key_since;  ///< see binance_key_since
};

/// The versions of a secret and what each changed.
/// @param with_deprecated  lists also those without a label
/// @error those of SecretsManager; a version that cannot be read is a row with its fault
[[nodiscard]] core::Result<VersionList> list_versions(aws::SecretsManager& manager,
                                                      const Target& target, bool with_deprecated);

/// Since when the secret has held the Binance key in force: when the oldest version that holds it
/// was stored, those without a label too; the key is at least as old. Reads from the oldest version
/// on until one holds it. Nothing: the settings have no key, or no version told its time.
/// @error those of SecretsManager for the list, or a temporary one for a version
[[nodiscard]] core::Result<std::optional<core::Timestamp>> binance_key_since(
    aws::SecretsManager& manager, const Target& target, const settings::Values& in_force);

/// The versions as AWS lists them, newest first; of the same time, what is in force before the
/// rest. @error those of SecretsManager
[[nodiscard]] core::Result<std::vector<aws::SecretVersion>> newest_first(
    aws::SecretsManager& manager, const Target& target, bool with_deprecated);

[[nodiscard]] bool has_stage(const aws::SecretVersion& version, std::string_view stage);

/// Whether it was stored (AWSPENDING) and is neither in force nor was right before.
[[nodiscard]] bool is_only_pending(const aws::SecretVersion& version);

}  // namespace atb::secrets
