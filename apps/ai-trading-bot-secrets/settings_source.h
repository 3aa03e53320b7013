#pragma once

#include <string>
#include <vector>

#include "core/error.h"
#include "core/secret.h"
#include "settings/values.h"

namespace atb::app {

/// The bytes of a file that a user names, or of standard input ("-"). A file that others can read
/// is taken with a warning. The name is not repeated where no such file is there: it may be a
/// value.
/// @param option  what the file was named for: "--from-env", "BINANCE_API_KEY"
/// @error source.value_as_argument (usage), source.no_file (not_found); those of files
/// @param warnings  gets what was warned of, too; may be null
[[nodiscard]] core::Result<core::SecretBuffer> read_input(
    const std::string& file, const std::string& option,
    std::vector<std::string>* warnings = nullptr);

/// Where `init` takes the settings from; both empty: from prompts.
struct SettingsSource {
  std::string env_file;   ///< a path, or "-" for standard input
  std::string json_file;  ///< likewise
};

/// Reads the file, or asks for the guide's settings one by one: secret ones without echo, each
/// checked at once and asked again. Files that others can read are taken with a warning.
/// @param warnings  gets what was warned of, too; may be null
/// @error source.value_as_argument (usage); those of files, settings and the prompts
[[nodiscard]] core::Result<settings::Values> read_settings(
    const SettingsSource& source, std::vector<std::string>* warnings = nullptr);

}  // namespace atb::app
