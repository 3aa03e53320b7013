#include "secrets/show.h"

#include <sstream>

#include "secrets/rotation/key_age.h"
#include "settings/display.h"
#include "settings/secret_json.h"
#include "settings/table.h"

namespace atb::secrets {
core::Result<Shown> show(const aws::SecretValue& secret, settings::Environment environment,
                         std::optional<core::Timestamp> key_since, core::Timestamp now) {
  ATB_ASSIGN(const settings::Values values, settings::parse_secret_json(secret.value.reveal()));
  Shown shown;
  for (const auto& [name, value] : values) {
    const auto* const setting = settings::find(name);
    shown.settings.push_back({settings::displayed_name(name), settings::displayed(name, value),
                              value.size(), setting == nullptr || setting->secret,
                              setting != nullptr});
  }
  const auto since = key_since.value_or(secret.created);
  if (values.find("BINANCE_API_KEY") != nullptr && since != core::Timestamp{})
    if (auto old = key_age_warning(since, now)) shown.warnings.push_back(std::move(*old));
  auto checked = settings::validate(values, {.environment = environment});
  if (checked) {
    shown.warnings.insert(shown.warnings.end(), checked->warnings.begin(), checked->warnings.end());
    return shown;
  }
  std::istringstream lines{checked.error().advice};
  for (std::string line; std::getline(lines, line);) shown.faults.push_back(line);
  return shown;
}

}  // namespace atb::secrets
