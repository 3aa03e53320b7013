#include "secrets/rotation/rotate.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "secrets/change/edits.h"
#include "secrets/change/label_move.h"
#include "secrets/change/versions.h"
#include "secrets/rotation/key_pairs.h"
#include "secrets/rotation/key_rules.h"
#include "secrets/rotation/other_environment.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;
using settings::Values;

constexpr std::string_view kKey = "BINANCE_API_KEY";
constexpr std::string_view kSecret = "BINANCE_API_SECRET";

Result<Values> read_in_force(aws::SecretsManager& manager, const Target& target) {
  ATB_ASSIGN(const auto current, manager.get_secret_value(target.secret_id, {}));
  return settings::parse_secret_json(current.value.reveal());
}

/// A pair that is in force already is what an earlier run left, if another one was before it.
Result<void> check_differs(aws::SecretsManager& manager, const ChangePlan& change,
                           const Values& pair) {
  const bool in_force =
      has_same(pair, change.before, kKey) && has_same(pair, change.before, kSecret);
  if (in_force && find_old_pair(manager, change.target, change.before)) return {};
  for (const auto name : {kKey, kSecret})
    if (has_same(pair, change.before, name))
      return core::fail(
          ErrorKind::refused, "secrets.same_key",
          fmt::format("{} is the one that is in force: a rotation needs a new pair", name),
          "Make a key in Binance's API Management and give both its halves.");
  return {};
}

Result<std::vector<std::string>> judge_new(const binance::KeyFacts& facts, const Target& target,
                                           core::Timestamp now) {
  auto verdict = judge_key(facts, target.environment, now);
  if (!verdict.faults.empty())
    return core::fail(ErrorKind::refused, "secrets.key_unfit",
                      fmt::format("the new key is not fit for {}; nothing was changed",
                                  settings::name_of(target.environment)),
                      fmt::format("It {}", fmt::join(verdict.faults, "\nIt ")));
  for (auto& warning : verdict.warnings) warning = "the new key " + warning;
  return std::move(verdict.warnings);
}

/// @return  a warning where the accounts cannot be compared
Result<std::string> compare_accounts(const binance::KeyFacts& fresh, const Values& before,
                                     const CheckKey& check) {
  const auto old = usable_pair(before);
  if (!old) return std::string{};
  const auto facts = check(*old);
  if (!facts)
    return fmt::format("whether both keys are of one account could not be asked: the old one: {}",
                       facts.error().message);
  if (facts->account_uid.empty() || fresh.account_uid.empty())
    return std::string{"whether both keys are of one account could not be told"};
  if (facts->account_uid == fresh.account_uid) return std::string{};
  return core::fail(ErrorKind::refused, "secrets.other_account",
                    "the new key belongs to another Binance account than the old one: the bot "
                    "would lose sight of its positions; nothing was changed",
                    "Make the key in the account that the bot trades with. To change accounts, "
                    "close the positions first and use: ai-trading-bot-secrets set");
}

Result<void> ask_binance(const Target& target, const Values& before, const Values& pair,
                         const CheckKey& check, core::Timestamp now,
                         std::vector<std::string>& warnings) {
  const auto fresh = usable_pair(pair);
  if (!fresh)
    return core::fail(ErrorKind::settings, "settings.invalid",
                      "the new pair is incomplete or still that of an example");
  const auto facts = check(*fresh);
  if (!facts) return core::add_context(facts.error(), "the new key");
  ATB_ASSIGN(auto judged, judge_new(*facts, target, now));
  ATB_ASSIGN(auto compared, compare_accounts(*facts, before, check));
  if (!compared.empty()) judged.push_back(std::move(compared));
  warnings.insert(warnings.end(), judged.begin(), judged.end());
  return {};
}

}  // namespace

Result<RotationPlan> plan_rotation(aws::SecretsManager& manager, const Target& target, Values pair,
                                   const CheckKey& check, core::Timestamp now) {
  ATB_TRY(check_is_asked(target, check));
  RotationPlan plan;
  plan.new_key = masked_key(pair);
  ATB_ASSIGN(plan.change,
             plan_change(manager, target, set_values(pair.clone(), target.environment)));
  plan.old_key = masked_key(plan.change.before);
  plan.warnings = plan.change.warnings;
  ATB_TRY(check_differs(manager, plan.change, pair));
  ATB_ASSIGN(auto shared, check_pair_is_own(manager, target, pair));
  plan.warnings.insert(plan.warnings.end(), shared.begin(), shared.end());
  if (check)
    ATB_TRY(ask_binance(target, plan.change.before, pair, check, now, plan.warnings));
  else
    plan.warnings.emplace_back("the new key was not checked with Binance");
  return plan;
}

Result<std::string> confirm_old_key_dead(aws::SecretsManager& manager, const Target& target,
                                         const CheckKey& check) {
  ATB_ASSIGN(const auto in_force, read_in_force(manager, target));
  ATB_ASSIGN(const auto old, find_old_pair(manager, target, in_force));
  const auto present = usable_pair(in_force);
  const auto former = usable_pair(old.pair);
  if (!present || !former)
    return core::fail(
        ErrorKind::not_found, "secrets.no_old_pair",
        "one of the two pairs is an example's: there is nothing to ask Binance about");
  const auto works = check(*present);
  if (!works) return core::add_context(works.error(), "the key in force");
  const auto answer = check(*former);
  if (!answer && is_refusal(answer.error())) return former->key.masked();
  if (!answer) return core::add_context(answer.error(), "the old key");
  return core::fail(ErrorKind::refused, "secrets.old_key_alive",
                    fmt::format("the old key {} still works", former->key.masked()),
                    "Delete it in Binance under API Management, then run rotate --finish again.");
}

Result<ChangePlan> plan_abort(aws::SecretsManager& manager, const Target& target,
                              const CheckKey& check) {
  ATB_TRY(check_is_asked(target, check));
  ATB_ASSIGN(const auto in_force, read_in_force(manager, target));
  const auto pending =
      manager.get_secret_value(target.secret_id, {.version_stage = std::string{kPending}});
  // Only "there is none" is an answer: a rotation that waits is aborted before one that ended.
  if (!pending && pending.error().kind != ErrorKind::not_found)
    return tl::unexpected<core::Error>(pending.error());
  const auto waiting =
      pending ? settings::parse_secret_json(pending->value.reveal()) : Result<Values>{Values{}};
  if (waiting && waiting->find(kKey) != nullptr && !has_same(*waiting, in_force, kKey))
    return plan_abandon(manager, target);
  ATB_ASSIGN(const auto old, find_old_pair(manager, target, in_force));
  // Gone back to already: doing so again would put the rejected key in force.
  if (old.is_newer_than_in_force)
    return plan_change(manager, target,
                       [](const Values& values) -> Result<Values> { return values.clone(); });
  if (!old.was_in_force)
    return core::fail(
        ErrorKind::refused, "secrets.old_pair_unsure",
        fmt::format("version {} has another key, but whether it was ever in force is not known",
                    old.version_id),
        "Look at it, then go back to it by name:\n"
        "ai-trading-bot-secrets versions --all\n"
        "ai-trading-bot-secrets rollback --to VERSION_ID");
  const auto former = usable_pair(old.pair);
  if (check && former)
    if (const auto answer = check(*former); !answer) {
      if (!is_refusal(answer.error())) return core::add_context(answer.error(), "the old key");
      return core::fail(ErrorKind::refused, "secrets.old_key_dead",
                        fmt::format("the old key {} no longer works: the bot would stand still; "
                                    "nothing was changed",
                                    former->key.masked()),
                        "Make a new pair at Binance and run rotate with it.");
    }
  return plan_change(manager, target, set_values(old.pair.clone(), target.environment));
}

}  // namespace atb::secrets
