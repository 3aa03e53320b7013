#include "secrets/rotation/abort.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "secrets/change/edits.h"
#include "secrets/change/label_move.h"
#include "secrets/rotation/key_pairs.h"
#include "secrets/rotation/old_pairs.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;
using settings::Values;

/// A pair that another run stored and did not put in force. What an abort stored is finished, not
/// given up.
Result<std::optional<Values>> waiting_pair(aws::SecretsManager& manager, const Target& target,
                                           const Values& in_force) {
  const auto pending =
      manager.get_secret_value(target.secret_id, {.version_stage = std::string{kPending}});
  // Only "there is none" is an answer: a rotation that waits is aborted before one that ended.
  if (!pending && pending.error().kind == ErrorKind::not_found) return std::optional<Values>{};
  if (!pending) return tl::unexpected<core::Error>(pending.error());
  if (is_of_abort(pending->version_id)) return std::optional<Values>{};
  const auto values = settings::parse_secret_json(pending->value.reveal());
  if (!values || values->find(kBinanceKey) == nullptr || has_same(*values, in_force, kBinanceKey))
    return std::optional<Values>{};
  return std::optional{pair_of(*values)};
}

Result<void> check_lives(const OldPair& old, const CheckKey& check) {
  const auto former = usable_pair(old.pair);
  if (!check || !former) return {};
  const auto answer = check(*former);
  if (answer) return {};
  if (!is_refusal(answer.error())) return core::add_context(answer.error(), "the old key");
  return core::fail(
      ErrorKind::refused, "secrets.old_key_dead",
      fmt::format("the old key {} no longer works: the bot would stand still; "
                  "nothing was changed",
                  former->key.masked()),
      "Make a new pair at Binance and put it in force: ai-trading-bot-secrets rotate");
}

tl::unexpected<core::Error> unsure(const OldPair& old) {
  return core::fail(
      ErrorKind::refused, "secrets.old_pair_unsure",
      fmt::format("version {} has another key, but whether it was ever in force is not known",
                  old.version_id),
      fmt::format("Look at it, then go back to it by name:\n"
                  "ai-trading-bot-secrets versions --all\n"
                  "ai-trading-bot-secrets rollback --to {}",
                  old.version_id));
}

}  // namespace

Result<AbortPlan> plan_abort(aws::SecretsManager& manager, const Target& target,
                             const CheckKey& check) {
  ATB_TRY(check_is_asked(target, check));
  ATB_ASSIGN(const auto in_force, read_in_force(manager, target));
  AbortPlan plan;
  plan.in_force = masked_key(in_force);
  ATB_ASSIGN(const auto waiting, waiting_pair(manager, target, in_force));
  if (waiting) {
    plan.way = AbortWay::give_up;
    plan.rejected_key = masked_key(*waiting);
    ATB_ASSIGN(plan.change, plan_abandon(manager, target));
    return plan;
  }
  ATB_ASSIGN(const auto old, find_old_pairs(manager, target, in_force));
  if (!old.gone_back_from.empty()) {
    plan.rejected_key = old.gone_back_from;
    ATB_ASSIGN(plan.change,
               plan_change(manager, target,
                           [](const Values& values) -> Result<Values> { return values.clone(); }));
    return plan;
  }
  if (old.pairs.empty()) return no_old_pair(target);
  const auto& former = old.pairs.front();
  if (!former.was_in_force) return unsure(former);
  ATB_TRY(check_lives(former, check));
  plan.way = AbortWay::go_back;
  plan.rejected_key = std::exchange(plan.in_force, masked_key(former.pair));
  ATB_ASSIGN(plan.change,
             plan_change(manager, target, set_values(former.pair.clone(), target.environment)));
  // Another kind of run may have stored the same: its id would not tell that this was an abort.
  if (!is_of_abort(plan.change.stored_version)) plan.change.stored_version.clear();
  return plan;
}

}  // namespace atb::secrets
