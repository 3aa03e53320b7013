#include "files/atomic_write.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>

#include "core/secret.h"
#include "files/descriptor.h"

namespace atb::files {
namespace {

using core::Result;

bool same_content(const Descriptor& file, std::string_view bytes) {
  constexpr std::size_t kChunk = 16'384;
  core::SecretBuffer chunk(kChunk);
  for (;;) {
    const ssize_t got = ::read(file.number(), chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) return bytes.empty();
    const std::string_view read{chunk.data(), static_cast<std::size_t>(got)};
    if (!bytes.starts_with(read)) return false;
    bytes.remove_prefix(read.size());
  }
}

/// False also when it cannot be told: then the file is written, and that reports what is wrong.
bool is_as_wanted(const Descriptor& directory, const std::filesystem::path& path,
                  std::string_view bytes, const WriteOptions& options) {
  const Descriptor file{::openat(directory.number(), path.filename().c_str(),
                                 O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)};
  struct stat info {};
  if (!file.is_open() || ::fstat(file.number(), &info) != 0 || !S_ISREG(info.st_mode)) return false;
  const bool attributes = (info.st_mode & 07777U) == options.mode && info.st_nlink == 1 &&
                          info.st_uid == options.owner.value_or(::geteuid()) &&
                          (!options.group || info.st_gid == *options.group);
  return attributes && info.st_size == static_cast<off_t>(bytes.size()) &&
         same_content(file, bytes);
}

}  // namespace

Result<WriteOutcome> write_atomically(const std::filesystem::path& path, std::string_view bytes,
                                      const WriteOptions& options) {
  {
    ATB_ASSIGN(const Descriptor directory, prepare_target(path, options));
    if (is_as_wanted(directory, path, bytes, options)) return WriteOutcome::unchanged;
  }
  ATB_ASSIGN(PendingFile pending, PendingFile::create(path, options));
  ATB_TRY(pending.write(bytes));
  ATB_TRY(pending.commit());
  return WriteOutcome::written;
}

}  // namespace atb::files
