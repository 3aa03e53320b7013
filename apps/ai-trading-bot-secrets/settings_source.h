#pragma once

#include <string>

#include "core/error.h"
#include "settings/values.h"

namespace atb::app {

/// Where `init` takes the settings from; both empty: from prompts.
struct SettingsSource {
  std::string env_file;   ///< a path, or "-" for standard input
  std::string json_file;  ///< likewise
};

/// Reads the file, or asks for the guide's settings one by one: secret ones without echo, each
/// checked at once and asked again. Files that others can read are taken with a warning.
/// @error source.value_as_argument (usage); those of files, settings and the prompts
[[nodiscard]] core::Result<settings::Values> read_settings(const SettingsSource& source);

}  // namespace atb::app
