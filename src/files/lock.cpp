#include "files/lock.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include "files/folder_error.h"
#include "files/os_error.h"

namespace atb::files {
namespace {

using core::Duration;
using core::ErrorKind;
using core::Result;

constexpr int kSafely = O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
/// The lock lies on all bytes before this one; the holder marks this one as its process's.
constexpr off_t kMark = off_t{1} << 40U;

/// A lock file that is there but not for us: mostly that of a run as root.
tl::unexpected<core::Error> cannot_open(int number, const std::filesystem::path& path) {
  struct stat info {};
  const bool there = ::lstat(path.c_str(), &info) == 0;
  if (!there) return folder_error(errno == ENOENT ? number : errno, path);
  if (number != EACCES && number != EPERM) return os_error(number, path, "opened as a lock");
  return core::fail(ErrorKind::internal, "files.not_permitted",
                    fmt::format("{} belongs to user {}, so that user {} cannot lock it",
                                path.string(), info.st_uid, ::geteuid()),
                    fmt::format("Run as that user, or give it away: sudo chown {} {}", ::geteuid(),
                                path.string()));
}

/// @param access  O_RDWR to take it, O_RDONLY to ask
/// @return  closed: there is no such file
Result<Descriptor> open_lock(const std::filesystem::path& path, int access) {
  Descriptor file{::open(path.c_str(), access | kSafely)};
  if (!file.is_open() && errno == ENOENT) return Descriptor{};
  if (!file.is_open()) return cannot_open(errno, path);
  struct stat info {};
  if (::fstat(file.number(), &info) != 0) return os_error(errno, path, "examined");
  if (!S_ISREG(info.st_mode))
    return core::fail(ErrorKind::refused, "files.not_a_file",
                      fmt::format("{} is not a regular file", path.string()),
                      "Remove it: the lock is made anew.");
  return file;
}

/// Only a new file is given away: what is there already may be a hard link to another file.
/// @return  closed: somebody else was faster
Result<Descriptor> make_for(const std::filesystem::path& path, const std::optional<Owner>& owner) {
  Descriptor file{::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | kSafely, 0600)};
  if (!file.is_open() && errno == EEXIST) return Descriptor{};
  if (!file.is_open()) return cannot_open(errno, path);
  if (!owner ||
      ::fchown(file.number(), owner->user, owner->group.value_or(static_cast<gid_t>(-1))) == 0)
    return file;
  const int number = errno;
  ::unlink(path.c_str());
  return os_error(number, path, "given to that owner");
}

struct flock range_of(off_t start, off_t length) {
  struct flock range {};
  range.l_type = F_WRLCK;
  range.l_whence = SEEK_SET;
  range.l_start = start;
  range.l_len = length;
  return range;
}

int lock(const Descriptor& file, int command, struct flock& range) {
  int outcome = 0;
  do {
    outcome = ::fcntl(file.number(), command, &range);
  } while (outcome != 0 && errno == EINTR);
  return outcome == 0 ? 0 : errno;
}

/// A lock of the other kind, which knows its process: for people only, and good enough for them.
void mark(const Descriptor& file) {
  auto range = range_of(kMark, 1);
  (void)lock(file, F_SETLK, range);
}

tl::unexpected<core::Error> locked(const std::filesystem::path& path) {
  auto range = range_of(kMark, 1);
  range.l_pid = 0;
  const auto file = open_lock(path, O_RDWR);
  const bool told = file && file->is_open() && lock(*file, F_GETLK, range) == 0 &&
                    range.l_type != F_UNLCK && range.l_pid > 0;
  const auto holder = told ? fmt::format("process {}", range.l_pid) : "another process";
  return core::fail(ErrorKind::temporary, "files.locked",
                    fmt::format("{} holds {}", holder, path.string()),
                    fmt::format("Wait until it is done; this shows it: {}",
                                told ? fmt::format("ps -fp {}", range.l_pid)
                                     : fmt::format("fuser -v {}", path.string())));
}

/// False when its holder took the file away before we got the lock on it.
bool is_at(const Descriptor& file, const std::filesystem::path& path) {
  struct stat ours {};
  struct stat there {};
  return ::fstat(file.number(), &ours) == 0 && ::lstat(path.c_str(), &there) == 0 &&
         ours.st_dev == there.st_dev && ours.st_ino == there.st_ino;
}

}  // namespace

/// @return  nothing: somebody else has it just now
Result<std::optional<FileLock>> FileLock::attempt(const std::filesystem::path& path,
                                                  const std::optional<Owner>& owner) {
  ATB_ASSIGN(Descriptor file, open_lock(path, O_RDWR));
  const bool made = !file.is_open();
  if (made) {
    ATB_ASSIGN(file, make_for(path, owner));
    if (!file.is_open()) return std::nullopt;
  }
  auto range = range_of(0, kMark);
  const int number = lock(file, F_OFD_SETLK, range);
  if (number == EAGAIN || number == EACCES) return std::nullopt;
  if (number != 0) return os_error(number, path, "locked");
  if (!is_at(file, path)) return std::nullopt;
  mark(file);
  return FileLock{std::move(file), path, made};
}

Result<FileLock> FileLock::acquire(const std::filesystem::path& path,
                                   const std::optional<Owner>& owner, Duration wait) {
  constexpr auto kLongestPause = Duration::milliseconds(50);
  Duration waited;
  for (auto pause = Duration::milliseconds(1);;) {
    ATB_ASSIGN(auto got, attempt(path, owner));
    if (got) return std::move(*got);
    if (waited >= wait) return locked(path);
    std::this_thread::sleep_for(std::chrono::microseconds{pause.us()});
    waited = waited + pause;
    pause = std::min(pause + pause, kLongestPause);
  }
}

Result<FileLock> FileLock::try_acquire(const std::filesystem::path& path) {
  return acquire(path, {}, Duration{});
}

Result<bool> FileLock::is_held(const std::filesystem::path& path) {
  auto file = open_lock(path, O_RDONLY);
  if (!file && file.error().kind == ErrorKind::not_found) return false;
  if (!file) return tl::unexpected(std::move(file).error());
  if (!file->is_open()) return false;
  auto range = range_of(0, kMark);
  if (const int number = lock(*file, F_OFD_GETLK, range); number != 0)
    return os_error(number, path, "examined");
  return range.l_type != F_UNLCK;
}

void FileLock::discard() && {
  // Under the lock: who opened the file before sees that it is gone, and makes a new one.
  if (made_ && is_at(file_, path_)) ::unlink(path_.c_str());
  file_ = Descriptor{};
}

}  // namespace atb::files
