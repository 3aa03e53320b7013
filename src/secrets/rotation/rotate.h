#pragma once

#include <string>
#include <vector>

#include "aws/services/secrets_manager.h"
#include "core/error.h"
#include "core/time.h"
#include "secrets/change/change.h"
#include "secrets/rotation/key_pairs.h"
#include "secrets/target.h"
#include "settings/values.h"

/// A new Binance key with overlap: both pairs work until the old key is deleted by hand. The labels
/// of the versions are the whole state, so each step can be repeated and taken back.
namespace atb::secrets {

struct RotationPlan {
  ChangePlan change;    ///< without changes when an earlier run has put the pair in force
  std::string old_key;  ///< the key that is in force before the rotation, masked
  std::string new_key;  ///< masked
  std::vector<std::string> warnings;  ///< of the change and about the key
};

/// Checks a new pair: it differs from the present one, is not that of the other environment, and
/// Binance finds it able to trade, unable to withdraw and of the same account. Changes nothing.
/// @param pair  BINANCE_API_KEY and BINANCE_API_SECRET
/// @error secrets.same_key (refused)       the key is the one in force, and no other was before it
///        secrets.key_unfit (refused)      the key's rights, all that is wrong with them
///        secrets.other_account (refused)  the key is of another account: positions would vanish
///        secrets.unchecked_key (refused)  without a check, other than in staging
///        those of plan_change, check_pair_is_own, find_old_pairs and the check; what may pass is
///        never taken for an answer
[[nodiscard]] core::Result<RotationPlan> plan_rotation(aws::SecretsManager& manager,
                                                       const Target& target, settings::Values pair,
                                                       const CheckKey& check, core::Timestamp now);

}  // namespace atb::secrets
