#pragma once

#include <filesystem>
#include <optional>

#include "core/error.h"
#include "core/time.h"
#include "files/descriptor.h"
#include "files/owner.h"

namespace atb::files {

/// An exclusive lock between processes on a file of its own, held until this object goes or the
/// process ends (a child that was forked without exec shares it). An open file description lock
/// (fcntl(2), F_OFD_SETLK): unlike flock, others can ask about it without taking it. The file
/// stays, but for `discard`: who gets a lock makes sure that its file is the one that others find.
class FileLock {
 public:
  /// Waits for the holder, though not for ever: one that hangs would keep a bot from its start. The
  /// lock file is made (0600) when missing; its directory must exist.
  /// @param owner  whom a lock file that is made here is given to, so that this user can lock too
  /// @param wait   at most; zero: not at all
  /// @error files.locked (temporary)  still held by another process, named where it can be told;
  ///        folder_error; files.not_permitted (internal); files.symlink, files.not_a_file (refused)
  [[nodiscard]] static core::Result<FileLock> acquire(
      const std::filesystem::path& path, const std::optional<Owner>& owner = {},
      core::Duration wait = core::Duration::seconds(30));

  /// Does not wait. @error as `acquire`
  [[nodiscard]] static core::Result<FileLock> try_acquire(const std::filesystem::path& path);

  /// Whether some process holds the lock. Takes nothing, so that nobody is refused meanwhile; needs
  /// the right to read the file only. A missing file is not held.
  /// @error as `acquire`
  [[nodiscard]] static core::Result<bool> is_held(const std::filesystem::path& path);

  /// Takes the lock file away again if this object made it, and lets go: for who failed and leaves
  /// nothing behind that a lock is needed for.
  void discard() &&;

 private:
  FileLock(Descriptor file, std::filesystem::path path, bool made) noexcept
      : file_{std::move(file)}, path_{std::move(path)}, made_{made} {}
  [[nodiscard]] static core::Result<std::optional<FileLock>> attempt(
      const std::filesystem::path& path, const std::optional<Owner>& owner);

  Descriptor file_;
  std::filesystem::path path_;
  bool made_;
};

}  // namespace atb::files
