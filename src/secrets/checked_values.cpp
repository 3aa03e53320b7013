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

/// Without the members that belong to other tools.
settings::Values for_file(const settings::Values& values) {
  settings::Values own;
  for (const auto& [name, value] : values)
    if (!settings::is_foreign_name(name)) own.set(name, value.clone());
  return own;
}

}  // namespace

Result<CheckedValues> check_values(settings::Values values, settings::Environment environment) {
  ATB_ASSIGN(auto checked, validated(std::move(values), environment));
  const auto file = settings::render_env(for_file(checked.values), "", settings::Readers::common);
  if (file) return checked;
  // Of another reader only fetch knows.
  core::Error error = file.error();
  error.advice =
      "Names are A to Z, 0 to 9 and _, and none that changes how programs are loaded or "
      "run. Values\nmix no quotes or backslashes with $ or `, hold no ${ and no line end, "
      "and do not end in a\nbackslash: change them (percent-encode a URL).";
  return tl::unexpected<core::Error>(std::move(error));
}

Result<std::vector<std::string>> check_whole(const settings::Values& values,
                                             settings::Environment environment) {
  ATB_ASSIGN(auto checked, check_values(values.clone(), environment));
  const auto* const said = values.find("ENVIRONMENT");
  if (said == nullptr || said->empty())
    checked.warnings.emplace_back(
        "it has no ENVIRONMENT: fetch adds the one that it is asked for, and the next set or unset "
        "notes it in the secret");
  return std::move(checked.warnings);
}

Result<CheckedValues> take_secret(std::string_view json, settings::Environment environment) {
  ATB_ASSIGN(settings::Values values, settings::parse_secret_json(json));
  ATB_ASSIGN(auto checked, validated(std::move(values), environment));
  checked.values = for_file(checked.values);
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
