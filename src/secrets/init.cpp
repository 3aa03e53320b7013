#include "secrets/init.h"

#include <utility>

#include <fmt/format.h>

#include "secrets/change/change.h"
#include "secrets/change/edits.h"
#include "secrets/checked_values.h"
#include "secrets/rotation/other_environment.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;

std::string default_description(settings::Environment environment) {
  return fmt::format("{} environment secrets for AI Trading Bot",
                     environment == settings::Environment::staging ? "Staging" : "Production");
}

tl::unexpected<core::Error> exists(const aws::SecretDescription& found, const Target& target) {
  if (found.deleted)
    return core::fail(
        ErrorKind::refused, "secrets.exists",
        fmt::format("the secret {} is scheduled for deletion (AWS's DeletedDate is {})",
                    target.secret_id, core::to_text(*found.deleted)),
        fmt::format("Bring it back instead of making it anew (its ARN would change):\n"
                    "ai-trading-bot-secrets init --restore --environment {}",
                    settings::name_of(target.environment)));
  const auto environment = settings::name_of(target.environment);
  return core::fail(
      ErrorKind::refused, "secrets.exists",
      fmt::format("the secret {} exists already; nothing was changed", target.secret_id),
      fmt::format("See what it holds:        ai-trading-bot-secrets show --environment {0}\n"
                  "Write the .env from it:   ai-trading-bot-secrets fetch --environment {0}\n"
                  "Change some of it:        ai-trading-bot-secrets set --environment {0} KEY…",
                  environment));
}

}  // namespace

Result<Vacancy> check_free(aws::SecretsManager& manager, const Target& target) {
  const auto found = manager.describe_secret(target.secret_id);
  if (found) {
    if (found->deleted || !found->stages_by_version.empty()) return exists(*found, target);
    return Vacancy{found->arn, {}};
  }
  if (found.error().kind == ErrorKind::not_found) return Vacancy{};
  if (found.error().code != "AccessDeniedException")
    return tl::unexpected<core::Error>(found.error());
  return Vacancy{{},
                 {fmt::format("whether {} exists could not be asked (no right to DescribeSecret)",
                              target.secret_id)}};
}

Result<InitPlan> plan_init(aws::SecretsManager& manager, const Target& target,
                           settings::Values values, const std::string& description) {
  ATB_TRY(check_new_name(target.secret_id));
  note_environment(values, target.environment);
  ATB_ASSIGN(auto checked, check_values(std::move(values), target.environment));
  ATB_ASSIGN(auto vacancy, check_free(manager, target));
  ATB_ASSIGN(auto shared, check_pair_is_own(manager, target, checked.values));
  for (auto* warnings : {&vacancy.warnings, &shared})
    checked.warnings.insert(checked.warnings.end(), warnings->begin(), warnings->end());
  return InitPlan{target,
                  description.empty() ? default_description(target.environment) : description,
                  std::move(checked.values), std::move(vacancy.arn), std::move(checked.warnings)};
}

Result<RestorePlan> plan_restore(aws::SecretsManager& manager, const Target& target) {
  ATB_ASSIGN(const auto found, manager.describe_secret(target.secret_id));
  if (found.deleted) return RestorePlan{target, found.arn, *found.deleted};
  return core::fail(
      ErrorKind::refused, "secrets.not_deleted",
      fmt::format("the secret {} is not scheduled for deletion: there is nothing to restore",
                  target.secret_id));
}

Result<void> restore(aws::SecretsManager& manager, const RestorePlan& plan) {
  return manager.restore_secret(plan.target.secret_id);
}

Result<aws::CreatedSecret> create(aws::SecretsManager& manager, const InitPlan& plan,
                                  const std::string& token) {
  if (plan.arn.empty())
    return manager.create_secret(plan.target.secret_id, plan.description,
                                 settings::render_secret_json(plan.values), token);
  ChangePlan first;
  first.target = plan.target;
  first.after = plan.values.clone();
  first.edit = [&plan](const settings::Values&) -> Result<settings::Values> {
    return plan.values.clone();
  };
  ATB_ASSIGN(const auto written, apply_change(manager, first, token));
  return aws::CreatedSecret{plan.arn, plan.target.secret_id, written.version_id};
}

}  // namespace atb::secrets
