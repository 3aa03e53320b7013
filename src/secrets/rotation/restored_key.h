#pragma once

#include <string>
#include <vector>

#include "aws/services/secrets_manager.h"
#include "core/error.h"
#include "core/time.h"
#include "secrets/change/rollback.h"
#include "secrets/rotation/key_pairs.h"

namespace atb::secrets {

/// Whether the way back changes the pair of Binance keys: one half of it or both.
[[nodiscard]] bool changes_pair(const RollbackPlan& plan);

/// Judges the pair that a way back would put in force again, where it is another one: since then it
/// may have been deleted at Binance, lost rights, or been given to the other environment. A pair of
/// an example is not asked about. Changes nothing.
/// @param check  empty: only in staging
/// @return  warnings, the first of which says that the key changes; none: the pair stays
/// @error secrets.old_key_dead (refused)   Binance does not take it any more
///        secrets.key_unfit (refused)      the key's rights, all that is wrong with them
///        secrets.unchecked_key (refused)  without a check, other than in staging
///        secrets.shared_key (refused)     see check_pair_is_own; those of the check
[[nodiscard]] core::Result<std::vector<std::string>> check_restored_pair(
    aws::SecretsManager& manager, const RollbackPlan& plan, const CheckKey& check,
    core::Timestamp now);

}  // namespace atb::secrets
