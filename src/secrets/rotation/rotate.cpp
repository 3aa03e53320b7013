#include "secrets/rotation/rotate.h"

#include <utility>

#include <fmt/format.h>

#include "secrets/change/edits.h"
#include "secrets/rotation/key_pairs.h"
#include "secrets/rotation/key_rules.h"
#include "secrets/rotation/old_pairs.h"
#include "secrets/rotation/other_environment.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;
using settings::Values;

/// Whether the pair is in force, as an earlier run left it, with another one before it.
/// @return  the key before it, masked; empty: the pair is new
Result<std::string> check_differs(aws::SecretsManager& manager, const ChangePlan& change,
                                  const Values& pair) {
  if (has_same(pair, change.before, kBinanceKey) && has_same(pair, change.before, kBinanceSecret)) {
    ATB_ASSIGN(const auto old, find_old_pairs(manager, change.target, change.before));
    if (!old.pairs.empty()) return masked_key(old.pairs.front().pair);
  }
  for (const auto name : {kBinanceKey, kBinanceSecret})
    if (has_same(pair, change.before, name))
      return core::fail(
          ErrorKind::refused, "secrets.same_key",
          fmt::format("{} is the one that is in force: a rotation needs a new pair", name),
          "Make a key in Binance's API Management and give both its halves.");
  return std::string{};
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

/// An answer about the key, not a failure on the way to it.
bool is_definite(const core::Error& error) {
  return is_refusal(error) || error.code == "binance.signature_refused" ||
         error.kind == ErrorKind::not_found;
}

/// @return  a warning where the accounts cannot be compared
Result<std::string> compare_accounts(const binance::KeyFacts& fresh, const Values& before,
                                     const CheckKey& check) {
  const auto old = usable_pair(before);
  if (!old) return std::string{};
  const auto facts = check(*old);
  if (!facts) {
    if (!is_definite(facts.error())) return core::add_context(facts.error(), "the key in force");
    return fmt::format("whether both keys are of one account could not be asked: the old one: {}",
                       facts.error().message);
  }
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
  // What an abort has stored would be finished as an abort, and be taken for one later.
  if (is_of_abort(plan.change.stored_version)) plan.change.stored_version.clear();
  ATB_ASSIGN(auto before_it, check_differs(manager, plan.change, pair));
  if (!before_it.empty()) plan.old_key = std::move(before_it);
  ATB_ASSIGN(auto shared, check_pair_is_own(manager, target, pair));
  plan.warnings.insert(plan.warnings.end(), shared.begin(), shared.end());
  if (check)
    ATB_TRY(ask_binance(target, plan.change.before, pair, check, now, plan.warnings));
  else
    plan.warnings.emplace_back("the new key was not checked with Binance");
  return plan;
}

}  // namespace atb::secrets
