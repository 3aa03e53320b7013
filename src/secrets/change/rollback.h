#pragma once

#include <string>
#include <vector>

#include "aws/services/secrets_manager.h"
#include "core/error.h"
#include "secrets/target.h"
#include "settings/values.h"

namespace atb::secrets {

/// A way back to a version that was checked. Nothing has been changed yet.
struct RollbackPlan {
  Target target;
  std::string from;  ///< the version in force
  std::string to;
  core::Timestamp to_created;
  settings::Values before;  ///< empty when what is in force cannot be read as settings
  settings::Values after;
  std::vector<std::string> warnings;  ///< for people, without values

  [[nodiscard]] bool is_in_force() const { return from == to; }
};

/// Reads the version in force and the one to go back to, and checks the latter as if it were
/// written now.
/// @param to  both empty: AWSPREVIOUS. After two writes AWSPREVIOUS is the first of them, not what
///            was good before both: name the version then.
/// @error those of take_secret and SecretsManager
[[nodiscard]] core::Result<RollbackPlan> plan_rollback(aws::SecretsManager& manager,
                                                       const Target& target,
                                                       const aws::VersionSelector& to);

struct RollbackReport {
  bool moved = false;  ///< the version was put in force; false: it was, or one that holds the same
  std::string in_force;  ///< the version that has AWSCURRENT now
  std::vector<std::string> warnings;
};

/// Moves AWSCURRENT, unless another writer moved it meanwhile; no new version is made.
/// @error those of move_current
[[nodiscard]] core::Result<RollbackReport> apply_rollback(aws::SecretsManager& manager,
                                                          const RollbackPlan& plan);

}  // namespace atb::secrets
