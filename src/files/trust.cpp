#include "files/trust.h"

#include <cerrno>
#include <string>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include "files/os_error.h"

namespace atb::files {
namespace {

using core::ErrorKind;
using core::Result;

Result<void> check_one(const struct stat& info, const std::filesystem::path& path,
                       std::optional<uid_t> owner) {
  const bool known_owner =
      info.st_uid == 0 || info.st_uid == ::geteuid() || (owner && info.st_uid == *owner);
  if (!known_owner)
    return core::fail(
        ErrorKind::refused, "files.untrusted_directory",
        fmt::format("{} belongs to user {}, who could swap the file", path.string(), info.st_uid),
        fmt::format("Name that user as the file's owner, or: chown root {}", path.string()));
  const bool sticky_of_root = (info.st_mode & S_ISVTX) != 0 && info.st_uid == 0;
  if ((info.st_mode & (S_IWGRP | S_IWOTH)) != 0 && !sticky_of_root)
    return core::fail(
        ErrorKind::refused, "files.untrusted_directory",
        fmt::format("{} is writable by other users, who could swap the file", path.string()),
        fmt::format("Fix: chmod go-w {}", path.string()));
  return {};
}

}  // namespace

std::filesystem::path directory_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
}

Result<Descriptor> open_directory(const std::filesystem::path& path) {
  Descriptor directory{::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
  if (directory.is_open()) return directory;
  int number = errno;
  std::error_code ignored;
  // Linux answers ENOTDIR for a link when both O_DIRECTORY and O_NOFOLLOW are given.
  if (number == ENOTDIR && std::filesystem::is_symlink(path, ignored)) number = ELOOP;
  return os_error(number, path, "opened", ErrorKind::settings);
}

Result<void> check_trusted(const Descriptor& directory, const std::filesystem::path& path,
                           std::optional<uid_t> owner) {
  Descriptor above;
  int current = directory.number();
  std::error_code ignored;
  std::filesystem::path shown = std::filesystem::canonical(path, ignored);
  if (shown.empty()) shown = path;
  for (;;) {
    struct stat info {};
    if (::fstat(current, &info) != 0) return os_error(errno, shown, "examined");
    ATB_TRY(check_one(info, shown, owner));
    Descriptor next{::openat(current, "..", O_PATH | O_DIRECTORY | O_CLOEXEC)};
    struct stat parent {};
    if (!next.is_open() || ::fstat(next.number(), &parent) != 0)
      return os_error(errno, shown, "examined");
    if (parent.st_dev == info.st_dev && parent.st_ino == info.st_ino) return {};
    above = std::move(next);
    current = above.number();
    shown = shown.parent_path();
  }
}

}  // namespace atb::files
