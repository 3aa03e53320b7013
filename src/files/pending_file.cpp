#include "files/pending_file.h"

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <utility>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <sys/stat.h>

#include "files/folder_error.h"
#include "files/os_error.h"
#include "files/trust.h"

namespace atb::files {
namespace {

using core::ErrorKind;
using core::Result;

constexpr std::string_view kSuffix = ".atb-tmp";
constexpr std::size_t kRandomDigits = 16;

std::string prefix_of(const std::string& name) {
  return fmt::format(".{}.", name);
}

Result<Descriptor> open_target_directory(const std::filesystem::path& target,
                                         const WriteOptions& options) {
  const auto path = directory_of(target);
  if (options.is_private()) {
    ATB_ASSIGN(Descriptor directory, open_directory(path));
    ATB_TRY(check_trusted(directory, path, options.owner));
    return directory;
  }
  Descriptor directory{::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!directory.is_open()) return os_error(errno, path, "opened");
  return directory;
}

Result<void> check_entry(const Descriptor& directory, const std::filesystem::path& target,
                         const WriteOptions& options) {
  const std::string shown = target.string();
  struct stat info {};
  if (::fstatat(directory.number(), target.filename().c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno == ENOENT) return {};
    return os_error(errno, target, "examined");
  }
  if (S_ISLNK(info.st_mode))
    return core::fail(ErrorKind::refused, "files.symlink",
                      fmt::format("{} is a symbolic link: replacing it would lose the link", shown),
                      "Name the file that it points to, or remove the link.");
  if (!S_ISREG(info.st_mode))
    return core::fail(ErrorKind::refused, "files.not_a_file",
                      fmt::format("{} is there and is not a regular file", shown),
                      "Name another file or move that one away.");
  if (!options.is_private()) return {};
  if (info.st_nlink != 1)
    return core::fail(ErrorKind::refused, "files.hard_link",
                      fmt::format("{} has {} hard links: the others would keep the old secrets",
                                  shown, info.st_nlink),
                      "Remove the other names of the file first.");
  const bool known_owner = info.st_uid == ::geteuid() || info.st_uid == 0 ||
                           (options.owner && info.st_uid == *options.owner);
  if (!known_owner)
    return core::fail(
        ErrorKind::refused, "files.foreign_owner",
        fmt::format("{} belongs to user {}, who could no longer read it", shown, info.st_uid),
        fmt::format("Name that user as the file's owner, or: chown {} {}", ::geteuid(), shown));
  return {};
}

/// Not flock: HDF5 takes that one on files that it writes.
bool take_lock(const Descriptor& file) {
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  return ::fcntl(file.number(), F_OFD_SETLK, &whole) == 0;
}

bool is_own_pattern(std::string_view entry, std::string_view prefix) {
  return entry.size() == prefix.size() + kRandomDigits + kSuffix.size() &&
         entry.starts_with(prefix) && entry.ends_with(kSuffix);
}

/// Removes temporary files of killed writers. Best effort: a leftover harms nobody, and the write
/// that follows reports what is wrong with the directory.
void remove_stale(const Descriptor& directory, const std::string& prefix) {
  const int copy = ::openat(directory.number(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (copy < 0) return;
  const std::unique_ptr<DIR, int (*)(DIR*)> listing{::fdopendir(copy), ::closedir};
  if (!listing) {
    ::close(copy);
    return;
  }
  std::vector<std::string> found;
  while (const dirent* const entry = ::readdir(listing.get()))
    if (is_own_pattern(entry->d_name, prefix)) found.emplace_back(entry->d_name);
  for (const auto& name : found) {
    const Descriptor file{
        ::openat(directory.number(), name.c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)};
    struct stat info {};
    const bool ours = file.is_open() && ::fstat(file.number(), &info) == 0 &&
                      S_ISREG(info.st_mode) && take_lock(file);
    if (ours) ::unlinkat(directory.number(), name.c_str(), 0);
  }
}

Result<std::string> random_name(const std::string& prefix, const std::filesystem::path& target) {
  std::uint64_t number = 0;
  if (::getrandom(&number, sizeof number, 0) != static_cast<ssize_t>(sizeof number))
    return os_error(errno, target, "replaced");
  return fmt::format("{}{:016x}{}", prefix, number, kSuffix);
}

/// False when a cleaning process took the new file for a leftover between its birth and its lock.
bool still_there(const Descriptor& file) {
  struct stat info {};
  return ::fstat(file.number(), &info) == 0 && info.st_nlink == 1;
}

}  // namespace

PendingFile::PendingFile(std::filesystem::path target, Descriptor directory, Descriptor file,
                         std::string name, bool durable)
    : target_{std::move(target)},
      directory_{std::move(directory)},
      file_{std::move(file)},
      durable_{durable},
      name_{std::move(name)} {}

PendingFile::PendingFile(PendingFile&& other) noexcept
    : target_{std::move(other.target_)},
      directory_{std::move(other.directory_)},
      file_{std::move(other.file_)},
      durable_{other.durable_},
      name_{std::exchange(other.name_, {})} {}

PendingFile::~PendingFile() {
  if (!name_.empty()) ::unlinkat(directory_.number(), name_.c_str(), 0);
}

namespace {

Result<Descriptor> open_checked(const std::filesystem::path& target, const WriteOptions& options) {
  if (!target.has_filename() || target.filename() == "." || target.filename() == "..")
    return core::fail(ErrorKind::usage, "files.not_a_file",
                      fmt::format("\"{}\" does not name a file", target.string()),
                      "Name a file, not a directory.");
  ATB_ASSIGN(Descriptor directory, open_target_directory(target, options));
  ATB_TRY(check_entry(directory, target, options));
  return directory;
}

/// What fchown would say, for users that are not root.
bool may_give(const WriteOptions& options) {
  if (::geteuid() == 0) return true;
  if (options.owner && *options.owner != ::geteuid()) return false;
  return !options.group || *options.group == ::getegid() || ::group_member(*options.group) != 0;
}

}  // namespace

Result<void> check_target(const std::filesystem::path& target, const WriteOptions& options) {
  ATB_ASSIGN(const Descriptor directory, open_checked(target, options));
  if (::faccessat(directory.number(), ".", W_OK | X_OK, AT_EACCESS) != 0)
    return folder_error(errno, target);
  if (!may_give(options)) return os_error(EPERM, target, "given to that owner");
  return {};
}

Result<Descriptor> prepare_target(const std::filesystem::path& target,
                                  const WriteOptions& options) {
  ATB_ASSIGN(Descriptor directory, open_checked(target, options));
  remove_stale(directory, prefix_of(target.filename().string()));
  return directory;
}

Result<PendingFile> PendingFile::create(const std::filesystem::path& target,
                                        const WriteOptions& options) {
  ATB_ASSIGN(Descriptor directory, prepare_target(target, options));
  const std::string prefix = prefix_of(target.filename().string());
  constexpr int kTries = 16;
  for (int i = 0; i < kTries; ++i) {
    ATB_ASSIGN(std::string name, random_name(prefix, target));
    Descriptor file{::openat(directory.number(), name.c_str(),
                             O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)};
    if (!file.is_open() && errno == EEXIST) continue;
    if (!file.is_open()) return folder_error(errno, target);
    if (!take_lock(file) || !still_there(file)) continue;
    PendingFile pending{target, std::move(directory), std::move(file), std::move(name),
                        options.durable};
    const int number = pending.file_.number();
    const bool given = options.owner || options.group;
    if (given && ::fchown(number, options.owner.value_or(static_cast<uid_t>(-1)),
                          options.group.value_or(static_cast<gid_t>(-1))) != 0)
      return os_error(errno, target, "given to that owner");
    if (::fchmod(number, options.mode) != 0) return os_error(errno, target, "given its mode");
    return pending;
  }
  return core::fail(ErrorKind::internal, "files.failed",
                    fmt::format("{}: no temporary file could be held", target.string()),
                    "Another process keeps removing them: stop it and try again.");
}

std::filesystem::path PendingFile::path() const {
  return directory_of(target_) / name_;
}

Result<void> PendingFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(file_.number(), bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return os_error(errno, target_, "written");
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return {};
}

Result<void> PendingFile::commit() {
  if (durable_ && ::fsync(file_.number()) != 0) return os_error(errno, target_, "written to disk");
  if (::renameat(directory_.number(), name_.c_str(), directory_.number(),
                 target_.filename().c_str()) != 0)
    return os_error(errno, target_, "replaced");
  name_.clear();
  if (durable_ && ::fsync(directory_.number()) != 0)
    return os_error(errno, directory_of(target_), "written to disk");
  return {};
}

}  // namespace atb::files
