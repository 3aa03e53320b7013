#pragma once

#include <functional>
#include <string>
#include <vector>

#include "aws/services/secrets_manager.h"
#include "core/error.h"
#include "secrets/target.h"
#include "settings/values.h"

namespace atb::secrets {

/// Makes what shall be in force from what is. Called again when another writer was faster, to see
/// whether that one did the same: the same input gives the same output.
using Edit = std::function<core::Result<settings::Values>(const settings::Values& in_force)>;

/// A change that was read, merged and checked. Nothing has been written yet.
struct ChangePlan {
  Target target;
  std::string base_version;  ///< that has AWSCURRENT; empty: the secret has no version yet
  settings::Values before;
  settings::Values after;  ///< whole and valid
  Edit edit;
  /// The version of an interrupted run that holds `after` already; empty: none.
  std::string stored_version;
  /// The version whose AWSPENDING is taken off, which is all there is to do (see plan_abandon);
  /// empty: none.
  std::string abandoned;
  std::vector<std::string> warnings;  ///< for people, without values

  [[nodiscard]] settings::Difference changes() const { return settings::difference(before, after); }
};

/// Reads the settings in force, applies the edit, checks the whole, and looks for a write that was
/// interrupted (a version with AWSPENDING). Changes nothing.
/// @error those of the edit, of check_whole and of SecretsManager;
///        secrets.current_unusable (settings)  what is in force cannot be merged into
///        secrets.missing (not_found)          there is no such secret
[[nodiscard]] core::Result<ChangePlan> plan_change(aws::SecretsManager& manager,
                                                   const Target& target, Edit edit);

/// Gives up the write that was stored as AWSPENDING and never put in force: only the label goes,
/// and no setting changes. Without such a version the plan does nothing.
/// @error as plan_change
[[nodiscard]] core::Result<ChangePlan> plan_abandon(aws::SecretsManager& manager,
                                                    const Target& target);

enum class ChangeOutcome {
  unchanged,  ///< the settings in force are as wanted; this run put nothing in force
  written,    ///< a new version is in force
  finished,   ///< the version of an interrupted run is in force now
  abandoned   ///< AWSPENDING was taken off a version that was never in force
};

struct ChangeReport {
  ChangeOutcome outcome = ChangeOutcome::unchanged;
  std::string version_id;   ///< that holds what was wanted and was put in force
  std::string replaced_by;  ///< another writer's version, in force already; empty: none
  std::vector<std::string> warnings;
};

/// Stores the new version as AWSPENDING, reads it back, and moves AWSCURRENT from the plan's base
/// to it: of two writers one loses cleanly, and no key is lost. A failure at any step leaves
/// AWSCURRENT as it was, and the same plan made anew finishes the work. Where there is nothing to
/// change, nothing is sent.
/// @param token  one per intent, see aws::new_request_token; becomes the version's id
/// @error those of move_current and of SecretsManager;
///        secrets.read_back_differs (internal)  what AWS stored is not what was sent
[[nodiscard]] core::Result<ChangeReport> apply_change(aws::SecretsManager& manager,
                                                      const ChangePlan& plan,
                                                      const std::string& token);

}  // namespace atb::secrets
