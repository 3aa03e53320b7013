#include "secrets/show.h"

#include <sstream>

#include "settings/display.h"
#include "settings/secret_json.h"
#include "settings/table.h"

namespace atb::secrets {

core::Result<Shown> show(const aws::SecretValue& secret, settings::Environment environment) {
  ATB_ASSIGN(const settings::Values values, settings::parse_secret_json(secret.value.reveal()));
  Shown shown;
  for (const auto& [name, value] : values) {
    const auto* const setting = settings::find(name);
    shown.settings.push_back({name, settings::displayed(name, value), value.size(),
                              setting == nullptr || setting->secret, setting != nullptr});
  }
  auto checked = settings::validate(values, {.environment = environment});
  if (checked) {
    shown.warnings = std::move(checked->warnings);
    return shown;
  }
  std::istringstream lines{checked.error().advice};
  for (std::string line; std::getline(lines, line);) shown.faults.push_back(line);
  return shown;
}

}  // namespace atb::secrets
