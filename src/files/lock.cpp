#include "files/lock.h"

#include <cerrno>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "files/os_error.h"

namespace atb::files {
namespace {

using core::ErrorKind;
using core::Result;

Result<Descriptor> open_lock(const std::filesystem::path& path) {
  Descriptor file{
      ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600)};
  if (!file.is_open()) return os_error(errno, path, "opened as a lock");
  struct stat info {};
  if (::fstat(file.number(), &info) != 0) return os_error(errno, path, "examined");
  if (!S_ISREG(info.st_mode))
    return core::fail(ErrorKind::refused, "files.not_a_file",
                      fmt::format("{} is not a regular file", path.string()),
                      "Remove it: the lock is made anew.");
  return file;
}

int lock(const Descriptor& file, int operation) {
  int outcome = 0;
  do {
    outcome = ::flock(file.number(), operation);
  } while (outcome != 0 && errno == EINTR);
  return outcome == 0 ? 0 : errno;
}

}  // namespace

Result<FileLock> FileLock::acquire(const std::filesystem::path& path) {
  ATB_ASSIGN(Descriptor file, open_lock(path));
  if (const int number = lock(file, LOCK_EX); number != 0) return os_error(number, path, "locked");
  return FileLock{std::move(file)};
}

Result<FileLock> FileLock::try_acquire(const std::filesystem::path& path) {
  ATB_ASSIGN(Descriptor file, open_lock(path));
  const int number = lock(file, LOCK_EX | LOCK_NB);
  if (number == EWOULDBLOCK)
    return core::fail(
        ErrorKind::temporary, "files.locked",
        fmt::format("another process holds {}", path.string()),
        fmt::format("Wait until it is done; this shows it: fuser -v {}", path.string()));
  if (number != 0) return os_error(number, path, "locked");
  return FileLock{std::move(file)};
}

}  // namespace atb::files
