#include "files/os_error.h"

#include <cerrno>
#include <string>
#include <system_error>

#include <fmt/format.h>

namespace atb::files {
namespace {

using core::ErrorKind;

struct Meaning {
  ErrorKind kind;
  std::string_view code;
  std::string_view advice;
};

Meaning meaning_of(int number, ErrorKind denied) {
  switch (number) {
    case ENOENT:
    case ENOTDIR:
      return {ErrorKind::not_found, "files.not_found", "Check the path."};
    case EACCES:
    case EPERM:
      return {denied, "files.not_permitted",
              "Run as the user that owns it, or change its owner or mode."};
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return {ErrorKind::internal, "files.no_space",
              "Free space or raise the quota and try again; what was there before is untouched."};
    case EROFS:
      return {ErrorKind::internal, "files.read_only",
              "The file system is mounted read-only: choose another place or remount it."};
    case EBUSY:
      return {
          ErrorKind::internal, "files.busy",
          "A file that is mounted by itself (docker -v file:file) cannot be replaced: mount its "
          "directory instead."};
    case ELOOP:
      return {ErrorKind::refused, "files.symlink",
              "A symbolic link is not followed here: name the real path."};
    default:
      return {ErrorKind::internal, "files.failed", "Check the disk and the system log."};
  }
}

}  // namespace

tl::unexpected<core::Error> os_error(int number, const std::filesystem::path& path,
                                     std::string_view action, ErrorKind denied) {
  const Meaning meaning = meaning_of(number, denied);
  return core::fail(meaning.kind, meaning.code,
                    fmt::format("{} could not be {}: {}", path.string(), action,
                                std::generic_category().message(number)),
                    std::string{meaning.advice});
}

}  // namespace atb::files
