#include "secrets/change/rollback.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "secrets/change/label_move.h"
#include "secrets/checked_values.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using core::Result;

Result<aws::SecretValue> read_target(aws::SecretsManager& manager, const Target& target,
                                     aws::VersionSelector to) {
  if (to.version_id.empty() && to.version_stage.empty()) to.version_stage = kPrevious;
  auto version = manager.get_secret_value(target.secret_id, to);
  if (version || version.error().kind != core::ErrorKind::not_found) return version;
  core::Error error = version.error();
  error.advice +=
      "\nSee what there is to go back to: ai-trading-bot-secrets versions --environment " +
      std::string{settings::name_of(target.environment)};
  return tl::unexpected<core::Error>(std::move(error));
}

/// What is in force, even if it holds bytes instead of text: a way back must work from there too.
Result<aws::SecretValue> read_current(aws::SecretsManager& manager, const Target& target) {
  auto current = manager.get_secret_value(target.secret_id, {});
  if (current || current.error().code != "aws.binary_secret") return current;
  ATB_ASSIGN(const auto found, manager.describe_secret(target.secret_id));
  aws::SecretValue bytes;
  for (const auto& [version, stages] : found.stages_by_version)
    if (std::find(stages.begin(), stages.end(), kCurrent) != stages.end())
      bytes.version_id = version;
  return bytes;
}

}  // namespace

Result<RollbackPlan> plan_rollback(aws::SecretsManager& manager, const Target& target,
                                   const aws::VersionSelector& to) {
  ATB_ASSIGN(const auto current, read_current(manager, target));
  ATB_ASSIGN(const auto wanted, read_target(manager, target, to));
  RollbackPlan plan;
  plan.target = target;
  plan.from = current.version_id;
  plan.to = wanted.version_id;
  plan.to_created = wanted.created;
  auto after = settings::parse_secret_json(wanted.value.reveal());
  if (!after) return core::add_context(after.error(), fmt::format("version {}", plan.to));
  plan.after = std::move(*after);
  auto checked = check_whole(plan.after, target.environment);
  if (!checked) return core::add_context(checked.error(), fmt::format("version {}", plan.to));
  plan.warnings = std::move(*checked);
  // A way back must work from a version that is broken, too.
  if (auto before = settings::parse_secret_json(current.value.reveal()))
    plan.before = std::move(*before);
  else
    plan.warnings.push_back(fmt::format("version {} is in force and holds no valid settings: {}",
                                        plan.from, before.error().message));
  return plan;
}

Result<RollbackReport> apply_rollback(aws::SecretsManager& manager, const RollbackPlan& plan) {
  RollbackReport report{false, plan.from, {}};
  if (plan.is_in_force()) return report;
  const auto wanted = [&plan](const settings::Values& values) {
    return settings::difference(values, plan.after).empty();
  };
  auto moved = move_current(manager, {.secret_id = plan.target.secret_id,
                                      .from = plan.from,
                                      .to = plan.to,
                                      .is_wanted = wanted,
                                      .before = &plan.before});
  if (!moved) {
    // AWSPREVIOUS may have moved too: "the same command again" could lead forward again.
    core::Error error = moved.error();
    if (error.kind == core::ErrorKind::temporary)
      error.advice = fmt::format(
          "No setting is lost either way. Go on with the version by name, which may be repeated:\n"
          "ai-trading-bot-secrets rollback --environment {} --to {}",
          settings::name_of(plan.target.environment), plan.to);
    return tl::unexpected<core::Error>(std::move(error));
  }
  report.moved = moved->was_in_force;
  report.in_force = moved->in_force;
  if (!moved->note.empty()) report.warnings.push_back(std::move(moved->note));
  return report;
}

}  // namespace atb::secrets
