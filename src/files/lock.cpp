#include "files/lock.h"

#include <cerrno>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include "files/os_error.h"

namespace atb::files {
namespace {

using core::ErrorKind;
using core::Result;

constexpr int kToTake = O_RDWR | O_CREAT;

/// @param access  O_RDWR | O_CREAT to take it, O_RDONLY to ask
Result<Descriptor> open_lock(const std::filesystem::path& path, int access) {
  Descriptor file{::open(path.c_str(), access | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600)};
  if (!file.is_open()) return os_error(errno, path, "opened as a lock");
  struct stat info {};
  if (::fstat(file.number(), &info) != 0) return os_error(errno, path, "examined");
  if (!S_ISREG(info.st_mode))
    return core::fail(ErrorKind::refused, "files.not_a_file",
                      fmt::format("{} is not a regular file", path.string()),
                      "Remove it: the lock is made anew.");
  return file;
}

/// Makes the lock file for that user when there is none. Only a new file is given away: what is
/// there already may be a hard link to another file.
Result<void> make_for(const std::filesystem::path& path, const Owner& owner) {
  const Descriptor file{
      ::open(path.c_str(), kToTake | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600)};
  if (!file.is_open()) return {};  // it is there, or opening it says what is wrong
  if (::fchown(file.number(), owner.user, owner.group.value_or(static_cast<gid_t>(-1))) == 0)
    return {};
  const int number = errno;
  ::unlink(path.c_str());
  return os_error(number, path, "given to that owner");
}

/// The whole file, however long it is.
struct flock whole_file() {
  struct flock range {};
  range.l_type = F_WRLCK;
  range.l_whence = SEEK_SET;
  return range;
}

int lock(const Descriptor& file, int command, struct flock& range) {
  int outcome = 0;
  do {
    outcome = ::fcntl(file.number(), command, &range);
  } while (outcome != 0 && errno == EINTR);
  return outcome == 0 ? 0 : errno;
}

int take(const Descriptor& file, int command) {
  auto range = whole_file();
  return lock(file, command, range);
}

}  // namespace

Result<FileLock> FileLock::acquire(const std::filesystem::path& path,
                                   const std::optional<Owner>& owner) {
  if (owner) ATB_TRY(make_for(path, *owner));
  ATB_ASSIGN(Descriptor file, open_lock(path, kToTake));
  if (const int number = take(file, F_OFD_SETLKW); number != 0)
    return os_error(number, path, "locked");
  return FileLock{std::move(file)};
}

Result<FileLock> FileLock::try_acquire(const std::filesystem::path& path) {
  ATB_ASSIGN(Descriptor file, open_lock(path, kToTake));
  const int number = take(file, F_OFD_SETLK);
  if (number == EAGAIN || number == EACCES)
    return core::fail(
        ErrorKind::temporary, "files.locked",
        fmt::format("another process holds {}", path.string()),
        fmt::format("Wait until it is done; this shows it: fuser -v {}", path.string()));
  if (number != 0) return os_error(number, path, "locked");
  return FileLock{std::move(file)};
}

Result<bool> FileLock::is_held(const std::filesystem::path& path) {
  auto file = open_lock(path, O_RDONLY);
  if (!file && file.error().kind == ErrorKind::not_found) return false;
  if (!file) return tl::unexpected(std::move(file).error());
  auto range = whole_file();
  if (const int number = lock(*file, F_OFD_GETLK, range); number != 0)
    return os_error(number, path, "examined");
  return range.l_type != F_UNLCK;
}

}  // namespace atb::files
