#pragma once

#include <functional>
#include <string>
#include <vector>

#include "aws/services/secrets_manager.h"
#include "binance/keys/key_check.h"
#include "core/error.h"
#include "core/time.h"
#include "secrets/change/change.h"
#include "secrets/target.h"
#include "settings/values.h"

/// A new Binance key with overlap: both pairs work until the old key is deleted by hand. The labels
/// of the versions are the whole state, so each step can be repeated and taken back.
namespace atb::secrets {

/// Asks Binance about a pair, see binance::check_key. Empty: no check.
using CheckKey = std::function<core::Result<binance::KeyFacts>(const binance::KeyPair&)>;

struct RotationPlan {
  ChangePlan change;    ///< without changes when an earlier run has put the pair in force
  std::string old_key;  ///< masked
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
///        those of plan_change, check_pair_is_own and the check
[[nodiscard]] core::Result<RotationPlan> plan_rotation(aws::SecretsManager& manager,
                                                       const Target& target, settings::Values pair,
                                                       const CheckKey& check, core::Timestamp now);

/// Whether the key before the present one is dead, asked with the key itself. Binance's answer to a
/// dead key is also its answer to a key at the wrong address: so the present key must work here.
/// @return  the old key, masked
/// @error secrets.old_key_alive (refused)  it still works, with what to do
///        those of find_old_pair, SecretsManager and the check
[[nodiscard]] core::Result<std::string> confirm_old_key_dead(aws::SecretsManager& manager,
                                                             const Target& target,
                                                             const CheckKey& check);

/// The way back to the pair before the present one, every other setting kept. Where the new pair
/// was stored and never put in force, only its label is taken off (a plan without changes).
/// @error secrets.old_key_dead (refused)     Binance does not take it any more
///        secrets.unchecked_key (refused)    without a check, other than in staging
///        secrets.old_pair_unsure (refused)  other writes came after: no label says what was before
///        those of find_old_pair, plan_change and the check
[[nodiscard]] core::Result<ChangePlan> plan_abort(aws::SecretsManager& manager,
                                                  const Target& target, const CheckKey& check);

}  // namespace atb::secrets
