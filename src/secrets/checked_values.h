#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "settings/settings.h"
#include "settings/values.h"

namespace atb::secrets {

/// Values that passed validation, and what people should know about them.
struct CheckedValues {
  settings::Values values;
  std::vector<std::string> warnings;
};

/// Validates values for an environment and makes sure that a `.env` can hold them. Members that
/// belong to other tools (see settings::is_foreign_name) stay and are not for the file.
/// @error as settings::validate and settings::render_env (for all common readers)
[[nodiscard]] core::Result<CheckedValues> check_values(settings::Values values,
                                                       settings::Environment environment);

/// Checks what a secret shall hold from now on.
/// @return  warnings for people, one of them where ENVIRONMENT is missing
/// @error as check_values
[[nodiscard]] core::Result<std::vector<std::string>> check_whole(const settings::Values& values,
                                                                 settings::Environment environment);

/// Values from the text of a secret for a file. Members that belong to other tools (chamber keeps
/// one, "_chamber") are left out with a warning. A secret without ENVIRONMENT gets that of the
/// caller, with a warning: the bot trades live only where production is said in so many words.
/// @error as settings::parse_secret_json and settings::validate
[[nodiscard]] core::Result<CheckedValues> take_secret(std::string_view json,
                                                      settings::Environment environment);

}  // namespace atb::secrets
