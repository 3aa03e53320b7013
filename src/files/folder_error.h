#pragma once

#include <filesystem>

#include "core/error.h"

namespace atb::files {

/// Why nothing can be made or replaced beside `file`, told of its folder: that is what a user can
/// mend, whatever name the refused call had.
/// @param number  errno of the call
/// @return  files.not_found (not_found); files.not_permitted, files.read_only (internal); else as
///          os_error of the folder
[[nodiscard]] tl::unexpected<core::Error> folder_error(int number,
                                                       const std::filesystem::path& file);

}  // namespace atb::files
