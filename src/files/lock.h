#pragma once

#include <filesystem>

#include "core/error.h"
#include "files/descriptor.h"

namespace atb::files {

/// An exclusive lock between processes (flock) on a file of its own, held until this object goes or
/// the process ends. The file stays: removing it would let two holders lock two different files.
class FileLock {
 public:
  /// Waits for the holder. The lock file is made (0600) when missing; its directory must exist.
  /// @error see os_error; files.not_a_file (refused)
  [[nodiscard]] static core::Result<FileLock> acquire(const std::filesystem::path& path);

  /// Does not wait.
  /// @error files.locked (temporary)  another process holds it; and as `acquire`
  [[nodiscard]] static core::Result<FileLock> try_acquire(const std::filesystem::path& path);

 private:
  explicit FileLock(Descriptor file) noexcept : file_{std::move(file)} {}
  Descriptor file_;
};

}  // namespace atb::files
