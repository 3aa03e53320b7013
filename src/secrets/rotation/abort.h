#pragma once

#include <string>

#include "aws/services/secrets_manager.h"
#include "core/error.h"
#include "secrets/change/change.h"
#include "secrets/rotation/key_pairs.h"
#include "secrets/target.h"

namespace atb::secrets {

enum class AbortWay {
  go_back,  ///< the pair before is put in force again
  give_up,  ///< a pair that was stored and never put in force loses its label
  nothing   ///< the key in force was gone back to already
};

struct AbortPlan {
  AbortWay way = AbortWay::nothing;
  ChangePlan change;         ///< to be applied with an abort_token; changes nothing unless go_back
  std::string in_force;      ///< the key that is in force afterwards, masked
  std::string rejected_key;  ///< the key that is not to be used, masked
};

/// The way back to the pair before the present one, every other setting kept. Can be repeated: an
/// abort that was interrupted is finished, and one that was finished is not made again, which would
/// put the rejected key in force.
/// @error secrets.old_key_dead (refused)     Binance does not take the old key any more
///        secrets.unchecked_key (refused)    without a check, other than in staging
///        secrets.old_pair_unsure (refused)  other writes came after: no label says what was before
///        secrets.no_old_pair (not_found)    there is none to go back to
///        those of find_old_pairs, plan_change and the check
[[nodiscard]] core::Result<AbortPlan> plan_abort(aws::SecretsManager& manager, const Target& target,
                                                 const CheckKey& check);

}  // namespace atb::secrets
