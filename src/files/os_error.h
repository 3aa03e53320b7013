#pragma once

#include <filesystem>
#include <string_view>

#include "core/error.h"

namespace atb::files {

/// What a refused system call means for a user.
///
/// @param number  errno of the call
/// @param action  what was tried, as in "<path> could not be <action>": "read", "replaced"
/// @param denied  the kind when the user lacks the right: settings for inputs, internal for outputs
/// @return  files.not_found (not_found), files.not_permitted (`denied`), files.no_space,
///          files.read_only, files.busy, files.symlink (refused), files.failed; internal if not
///          said
[[nodiscard]] tl::unexpected<core::Error> os_error(
    int number, const std::filesystem::path& path, std::string_view action,
    core::ErrorKind denied = core::ErrorKind::internal);

}  // namespace atb::files
