#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <sys/types.h>

#include "core/error.h"
#include "files/descriptor.h"

namespace atb::files {

/// How the finished file shall be. A mode without rights for group and others marks it as private:
/// then its directory must be safe from other users (see `check_trusted`), a symbolic link is not
/// followed to it, and an existing file of a third user or with a second hard link is refused.
struct WriteOptions {
  mode_t mode = 0600;               ///< set as it stands here, whatever the umask is
  std::optional<uid_t> owner = {};  ///< only root may give a file away
  std::optional<gid_t> group = {};
  /// False for notes that can be done without: nothing waits for the disk, and after a power cut
  /// the file may be the old one or empty.
  bool durable = true;

  [[nodiscard]] bool is_private() const noexcept { return (mode & 077U) == 0; }
};

/// What `PendingFile::create` would find wrong, without touching anything: the directory, the right
/// to write in it and to give the file to that owner, and what stands at `target`.
/// @error as PendingFile::create
[[nodiscard]] core::Result<void> check_target(const std::filesystem::path& target,
                                              const WriteOptions& options);

/// Checks the directory and what stands at `target`, and removes leftovers of killed writers.
/// @return the directory, open. @error as PendingFile::create
[[nodiscard]] core::Result<Descriptor> prepare_target(const std::filesystem::path& target,
                                                      const WriteOptions& options);

/// A new version of `target` under a temporary name in the same directory, for writers that need a
/// path (HDF5). Right mode and owner from its first byte; `commit` puts it in place whole. The old
/// file stays as it was until then; without `commit` the temporary file is removed.
///
/// The temporary file is held by an open-file-description lock, so that leftovers of killed writers
/// (removed by the next `create`) are told from files that another process is writing.
class PendingFile {
 public:
  /// @error files.symlink, files.not_a_file, files.hard_link, files.foreign_owner,
  ///        files.untrusted_directory (refused); files.not_found  no such directory;
  ///        files.not_permitted, files.no_space, files.read_only (internal)
  [[nodiscard]] static core::Result<PendingFile> create(const std::filesystem::path& target,
                                                        const WriteOptions& options);
  PendingFile(PendingFile&& other) noexcept;
  PendingFile& operator=(PendingFile&&) = delete;
  PendingFile(const PendingFile&) = delete;
  PendingFile& operator=(const PendingFile&) = delete;
  ~PendingFile();

  /// The temporary name to write to. Open it, do not replace it.
  [[nodiscard]] std::filesystem::path path() const;
  /// Appends all bytes. @error files.no_space, files.failed
  [[nodiscard]] core::Result<void> write(std::string_view bytes);
  /// fsync, rename over the target, fsync of the directory (both only if durable). Once only.
  /// @error files.no_space, files.busy, files.failed; the old file is then still in place, but for
  ///        a failed fsync of the directory: the new one is there and may be lost by a power cut
  [[nodiscard]] core::Result<void> commit();

 private:
  PendingFile(std::filesystem::path target, Descriptor directory, Descriptor file, std::string name,
              bool durable);

  std::filesystem::path target_;
  Descriptor directory_;
  Descriptor file_;
  bool durable_;
  std::string name_;  ///< within the directory; empty when there is nothing to remove
};

}  // namespace atb::files
