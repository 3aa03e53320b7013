#include "secrets/rotation/restored_key.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "secrets/change/versions.h"
#include "secrets/rotation/key_rules.h"
#include "secrets/rotation/other_environment.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;
using Warnings = std::vector<std::string>;

constexpr std::string_view kInstead =
    "To take over other settings of that version and keep the present key, use\n"
    "ai-trading-bot-secrets set; for a new key, ai-trading-bot-secrets rotate.";

/// @return  what people should know about the key
Result<Warnings> ask_binance(const RollbackPlan& plan, const binance::KeyPair& pair,
                             const CheckKey& check, core::Timestamp now) {
  const auto facts = check(pair);
  if (!facts && is_refusal(facts.error()))
    return core::fail(ErrorKind::refused, "secrets.old_key_dead",
                      fmt::format("the key {} of version {} no longer works: the bot would stand "
                                  "still; nothing was changed",
                                  pair.key.masked(), plan.to),
                      std::string{kInstead});
  if (!facts)
    return core::add_context(facts.error(), fmt::format("the key of version {}", plan.to));
  auto verdict = judge_key(*facts, plan.target.environment, now);
  if (!verdict.faults.empty())
    return core::fail(
        ErrorKind::refused, "secrets.key_unfit",
        fmt::format("the key {} of version {} is not fit for {}; nothing was changed",
                    pair.key.masked(), plan.to, settings::name_of(plan.target.environment)),
        fmt::format("It {}\n{}", fmt::join(verdict.faults, "\nIt "), kInstead));
  for (auto& warning : verdict.warnings) warning = "the restored key " + warning;
  return std::move(verdict.warnings);
}

}  // namespace

bool changes_pair(const RollbackPlan& plan) {
  return !settings::difference(pair_of(plan.before), pair_of(plan.after)).empty();
}

Result<Warnings> check_restored_pair(aws::SecretsManager& manager, const RollbackPlan& plan,
                                     const CheckKey& check, core::Timestamp now) {
  if (!changes_pair(plan)) return Warnings{};
  ATB_TRY(check_is_asked(plan.target, check));
  Warnings warnings{fmt::format("this changes the Binance key from {} to {}",
                                masked_key(plan.before), masked_key(plan.after))};
  ATB_ASSIGN(const auto shared, check_pair_is_own(manager, plan.target, plan.after));
  warnings.insert(warnings.end(), shared.begin(), shared.end());
  const auto pair = usable_pair(plan.after);
  if (!pair) return warnings;
  if (!check) {
    warnings.emplace_back("the restored key was not checked with Binance");
    return warnings;
  }
  ATB_ASSIGN(const auto judged, ask_binance(plan, *pair, check, now));
  warnings.insert(warnings.end(), judged.begin(), judged.end());
  return warnings;
}

}  // namespace atb::secrets
