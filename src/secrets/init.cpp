#include "secrets/init.h"

#include <utility>

#include <fmt/format.h>

#include "secrets/checked_values.h"
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
        fmt::format("the secret {} is scheduled for deletion since {}", target.secret_id,
                    core::to_text(*found.deleted)),
        fmt::format("Bring it back instead of making it anew (its ARN would change):\n"
                    "aws secretsmanager restore-secret --secret-id {}",
                    target.secret_id));
  const auto environment = settings::name_of(target.environment);
  return core::fail(
      ErrorKind::refused, "secrets.exists",
      fmt::format("the secret {} exists already; nothing was changed", target.secret_id),
      fmt::format("See what it holds:        ai-trading-bot-secrets show --environment {0}\n"
                  "Write the .env from it:   ai-trading-bot-secrets fetch --environment {0}\n"
                  "Change it in the AWS console, or from a file that only you can read:\n"
                  "aws secretsmanager put-secret-value --secret-id {1} --secret-string file://FILE",
                  environment, target.secret_id));
}

}  // namespace

Result<std::vector<std::string>> check_free(aws::SecretsManager& manager, const Target& target) {
  using Warnings = std::vector<std::string>;
  const auto found = manager.describe_secret(target.secret_id);
  if (found) return exists(*found, target);
  if (found.error().kind == ErrorKind::not_found) return Warnings{};
  if (found.error().code != "AccessDeniedException")
    return tl::unexpected<core::Error>(found.error());
  return Warnings{fmt::format("whether {} exists could not be asked (no right to DescribeSecret)",
                              target.secret_id)};
}

Result<InitPlan> plan_init(aws::SecretsManager& manager, const Target& target,
                           settings::Values values, const std::string& description) {
  ATB_TRY(check_new_name(target.secret_id));
  ATB_ASSIGN(auto checked, check_values(std::move(values), target.environment));
  ATB_ASSIGN(auto warnings, check_free(manager, target));
  checked.warnings.insert(checked.warnings.end(), warnings.begin(), warnings.end());
  InitPlan plan{target.secret_id,
                description.empty() ? default_description(target.environment) : description,
                settings::render_secret_json(checked.values),
                {},
                std::move(checked.warnings)};
  for (const auto& entry : checked.values) plan.names.push_back(entry.name);
  return plan;
}

Result<aws::CreatedSecret> create(aws::SecretsManager& manager, const InitPlan& plan,
                                  const std::string& token) {
  return manager.create_secret(plan.name, plan.description, plan.json, token);
}

}  // namespace atb::secrets
