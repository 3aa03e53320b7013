#pragma once

#include <filesystem>
#include <string_view>

#include "core/error.h"
#include "secrets/target.h"
#include "settings/values.h"

namespace atb::secrets {

/// What a `.env` is known by before it is replaced.
struct FileInPlace {
  const std::filesystem::path& path;
  std::string_view text;
  const settings::Values* values = nullptr;  ///< null: the text is no set of settings
};

/// Refuses to replace the settings of another environment, or of another secret: --environment is
/// staging where nobody says otherwise, and staging's settings in the place of production's stop a
/// bot that trades. Asked are ENVIRONMENT in the file (without it, live trading is production's),
/// the header, and where there is no header the record beside the file. A file that says nothing
/// passes.
/// @error secrets.file_of_another (refused), with the option that was probably meant
[[nodiscard]] core::Result<void> check_same_origin(const FileInPlace& file, const Target& target);

}  // namespace atb::secrets
