#pragma once

#include <filesystem>

#include <sys/types.h>

#include "core/error.h"

namespace atb::files {

/// Makes a directory and the missing ones above it, each with exactly `mode` whatever the umask is.
/// What exists stays as it is, but where `mode` lets neither group nor others write, an existing
/// directory at `path` that they can write is refused.
/// @error files.not_a_directory, files.untrusted_directory (refused); and see os_error
[[nodiscard]] core::Result<void> ensure_directory(const std::filesystem::path& path, mode_t mode);

}  // namespace atb::files
