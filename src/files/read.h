#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include <sys/types.h>

#include "core/error.h"
#include "core/secret.h"
#include "core/time.h"

namespace atb::files {

/// The whole content of a regular file; symbolic links are followed, a pipe or device is refused.
/// @param max_bytes  a larger file is refused and not read
/// @error files.not_found (not_found); files.not_permitted, files.too_large (settings);
///        files.not_a_file (refused); files.failed (internal)
[[nodiscard]] core::Result<std::string> read_file(const std::filesystem::path& path,
                                                  std::size_t max_bytes);

/// The whole content of a file with secrets, only when no other user could have read or swapped it.
/// Refused, each with its cure: a symbolic link, a pipe or device, a second hard link, an owner
/// that is neither the effective user nor root, any right for group or others, a directory that
/// others can write (see `check_trusted`).
/// @error as `read_file`, and files.symlink, files.hard_link, files.foreign_owner, files.exposed,
///        files.untrusted_directory (refused)
[[nodiscard]] core::Result<core::SecretBuffer> read_private_file(const std::filesystem::path& path,
                                                                 std::size_t max_bytes,
                                                                 std::optional<uid_t> owner = {});

/// A file that a user hands in, with secrets in it: wiped from memory, but not refused.
struct SecretInput {
  core::SecretBuffer bytes;
  bool exposed = false;  ///< group or others have rights on it: worth a warning
};
/// @error as `read_file`
[[nodiscard]] core::Result<SecretInput> read_secret_input(const std::filesystem::path& path,
                                                          std::size_t max_bytes);

/// When the content of the file last changed, by its own time. @error files.not_found, files.failed
[[nodiscard]] core::Result<core::Timestamp> time_of_change(const std::filesystem::path& path);

/// All bytes of an open descriptor such as standard input, to its end.
/// @param name  for messages only
/// @error files.too_large (settings), files.failed (internal)
[[nodiscard]] core::Result<core::SecretBuffer> read_secret_stream(int descriptor,
                                                                  const std::filesystem::path& name,
                                                                  std::size_t max_bytes);

}  // namespace atb::files
