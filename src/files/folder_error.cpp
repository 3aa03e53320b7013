#include "files/folder_error.h"

#include <cerrno>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/os_error.h"
#include "files/trust.h"

namespace atb::files {
namespace {

using core::ErrorKind;

tl::unexpected<core::Error> not_writable(const std::string& folder) {
  const auto user = ::geteuid();
  struct stat info {};
  const bool known = ::stat(folder.c_str(), &info) == 0;
  return core::fail(
      ErrorKind::internal, "files.not_permitted",
      known ? fmt::format("user {} may not write in the folder {}, which belongs to user {}", user,
                          folder, info.st_uid)
            : fmt::format("user {} may not enter the folder {}", user, folder),
      fmt::format("Run as the folder's owner, or give it to this user: sudo chown {} {}", user,
                  folder));
}

}  // namespace

tl::unexpected<core::Error> folder_error(int number, const std::filesystem::path& file) {
  const auto path = directory_of(file);
  const auto folder = path.string();
  switch (number) {
    case ENOENT:
      return core::fail(ErrorKind::not_found, "files.not_found",
                        fmt::format("there is no folder {}", folder),
                        fmt::format("Make it: sudo install -d -m 700 -o {} {}\n"
                                    "or name a file in another folder.",
                                    ::geteuid(), folder));
    case EACCES:
    case EPERM:
      return not_writable(folder);
    case EROFS:
      return core::fail(ErrorKind::internal, "files.read_only",
                        fmt::format("the folder {} cannot be written to: it is read-only", folder),
                        "Name a file in another folder, or remount the file system; in a systemd "
                        "unit\nadd the folder to ReadWritePaths=.");
    default:
      return os_error(number, path, "written to");
  }
}

}  // namespace atb::files
