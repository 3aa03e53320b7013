#pragma once

#include <filesystem>
#include <optional>

#include <sys/types.h>

#include "core/error.h"
#include "files/descriptor.h"

namespace atb::files {

/// Opens a directory for the files in it; a symbolic link as its last part is not followed.
/// @error files.not_found, files.symlink, files.not_permitted
[[nodiscard]] core::Result<Descriptor> open_directory(const std::filesystem::path& path);

/// Checks that no third user could swap a file in this directory: it and all directories above it
/// belong to root, the effective user or `owner`, and none is writable by group or others. A
/// root-owned sticky directory such as /tmp passes: nobody can rename another user's entry there.
/// @param directory  as opened by `open_directory`; the way up is walked from it, not from the text
/// @param path       for messages only
/// @error files.untrusted_directory (refused), with the chmod or chown that cures it
[[nodiscard]] core::Result<void> check_trusted(const Descriptor& directory,
                                               const std::filesystem::path& path,
                                               std::optional<uid_t> owner = {});

/// The directory that holds the file ("." for a bare name).
[[nodiscard]] std::filesystem::path directory_of(const std::filesystem::path& file);

}  // namespace atb::files
