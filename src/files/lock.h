#pragma once

#include <filesystem>
#include <optional>

#include "core/error.h"
#include "files/descriptor.h"
#include "files/owner.h"

namespace atb::files {

/// An exclusive lock between processes on a file of its own, held until this object goes or the
/// process ends (a child that was forked without exec shares it). An open file description lock
/// (fcntl(2), F_OFD_SETLK): unlike flock, others can ask about it without taking it. The file
/// stays: removing it would let two holders lock two different files.
class FileLock {
 public:
  /// Waits for the holder. The lock file is made (0600) when missing; its directory must exist.
  /// @param owner  whom a lock file that is made here is given to, so that this user can lock too
  /// @error see os_error; files.not_a_file (refused)
  [[nodiscard]] static core::Result<FileLock> acquire(const std::filesystem::path& path,
                                                      const std::optional<Owner>& owner = {});

  /// Does not wait.
  /// @error files.locked (temporary)  another process holds it; and as `acquire`
  [[nodiscard]] static core::Result<FileLock> try_acquire(const std::filesystem::path& path);

  /// Whether some process holds the lock. Takes nothing, so that nobody is refused meanwhile; needs
  /// the right to read the file only. A missing file is not held.
  /// @error as `acquire`
  [[nodiscard]] static core::Result<bool> is_held(const std::filesystem::path& path);

 private:
  explicit FileLock(Descriptor file) noexcept : file_{std::move(file)} {}
  Descriptor file_;
};

}  // namespace atb::files
