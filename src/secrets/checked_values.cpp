#include "secrets/checked_values.h"

#include <utility>

#include <fmt/format.h>

#include "settings/env_file.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using core::Result;

Result<CheckedValues> validated(settings::Values values, settings::Environment environment) {
  ATB_ASSIGN(auto checked, settings::validate(values, {.environment = environment}));
  return CheckedValues{std::move(values), std::move(checked.warnings)};
}

/// Takes out the members whose name starts with "_" and gives their names.
std::vector<std::string> take_foreign(settings::Values& values) {
  std::vector<std::string> foreign;
  for (const auto& entry : values)
    if (entry.name.starts_with('_')) foreign.push_back(entry.name);
  for (const auto& name : foreign) values.erase(name);
  return foreign;
}

}  // namespace

Result<CheckedValues> check_values(settings::Values values, settings::Environment environment) {
  ATB_ASSIGN(auto checked, validated(std::move(values), environment));
  ATB_TRY(settings::render_env(checked.values, "", settings::Readers::common));
  return checked;
}

Result<std::vector<std::string>> check_whole(const settings::Values& values,
                                             settings::Environment environment) {
  settings::Values own = values.clone();
  take_foreign(own);
  ATB_ASSIGN(auto checked, check_values(std::move(own), environment));
  return std::move(checked.warnings);
}

Result<CheckedValues> take_secret(std::string_view json, settings::Environment environment) {
  ATB_ASSIGN(settings::Values values, settings::parse_secret_json(json));
  const auto foreign = take_foreign(values);
  ATB_ASSIGN(auto checked, validated(std::move(values), environment));
  for (const auto& name : foreign)
    checked.warnings.push_back(
        fmt::format("{} belongs to another tool and is left out of the file", name));
  const auto* const said = checked.values.find("ENVIRONMENT");
  if (said != nullptr && !said->empty()) return checked;
  const auto name = settings::name_of(environment);
  checked.values.set("ENVIRONMENT", core::SecretString{name});
  checked.warnings.push_back(
      fmt::format("the secret has no ENVIRONMENT: {0}, which was asked for, is added; store it: "
                  "ai-trading-bot-secrets set ENVIRONMENT={0}",
                  name));
  return checked;
}

}  // namespace atb::secrets
