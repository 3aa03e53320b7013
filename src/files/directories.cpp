#include "files/directories.h"

#include <cerrno>
#include <vector>

#include <fmt/format.h>
#include <sys/stat.h>

#include "files/os_error.h"

namespace atb::files {
namespace {

using core::ErrorKind;
using core::Result;

/// True when this call made it.
Result<bool> make_one(const std::filesystem::path& path, mode_t mode) {
  if (::mkdir(path.c_str(), 0700) != 0) {
    if (errno == EEXIST) return false;  // made by someone else meanwhile
    return os_error(errno, path, "made");
  }
  if (::chmod(path.c_str(), mode) != 0) return os_error(errno, path, "made");
  return true;
}

Result<void> check_existing(const std::filesystem::path& path, mode_t mode) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return os_error(errno, path, "examined");
  if (!S_ISDIR(info.st_mode))
    return core::fail(ErrorKind::refused, "files.not_a_directory",
                      fmt::format("{} is there and is not a directory", path.string()),
                      "Name another place or move that file away.");
  constexpr mode_t kOthersWrite = S_IWGRP | S_IWOTH;
  const bool sticky_of_root = (info.st_mode & S_ISVTX) != 0 && info.st_uid == 0;
  if ((mode & kOthersWrite) == 0 && (info.st_mode & kOthersWrite) != 0 && !sticky_of_root)
    return core::fail(ErrorKind::refused, "files.untrusted_directory",
                      fmt::format("{} is writable by other users", path.string()),
                      fmt::format("Fix: chmod go-w {}", path.string()));
  return {};
}

}  // namespace

Result<void> ensure_directory(const std::filesystem::path& path, mode_t mode) {
  std::vector<std::filesystem::path> missing;
  std::error_code ignored;
  for (auto next = path; !next.empty() && !std::filesystem::exists(next, ignored);
       next = next.parent_path()) {
    if (!next.filename().empty()) missing.push_back(next);  // "a/b/" ends in an empty name
    if (next == next.parent_path()) break;
  }
  bool made = false;
  for (auto next = missing.rbegin(); next != missing.rend(); ++next) {
    ATB_ASSIGN(made, make_one(*next, mode));
  }
  if (made) return {};
  return check_existing(path, mode);
}

}  // namespace atb::files
