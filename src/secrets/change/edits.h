#pragma once

#include <memory>
#include <string>
#include <vector>

#include "secrets/change/change.h"
#include "settings/settings.h"
#include "settings/values.h"

namespace atb::secrets {

/// Puts the values in their places and keeps every other key. What changes something also notes
/// the environment (ENVIRONMENT) where the secret does not, so that a `.env` cannot be taken for
/// that of the other one.
[[nodiscard]] Edit set_values(settings::Values values, settings::Environment environment);

/// Takes the keys out and keeps every other one; notes the environment as set_values does.
/// @error secrets.no_such_key (not_found)        one of them is not there; nothing is changed
///        secrets.needs_environment (settings)  ENVIRONMENT is one of them
[[nodiscard]] Edit unset_names(std::vector<std::string> names, settings::Environment environment);

/// Notes the environment where the values do not say it.
void note_environment(settings::Values& values, settings::Environment environment);

}  // namespace atb::secrets
