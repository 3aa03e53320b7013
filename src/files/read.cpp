#include "files/read.h"

#include <cerrno>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include "files/descriptor.h"
#include "files/os_error.h"
#include "files/trust.h"

namespace atb::files {
namespace {

using core::ErrorKind;
using core::Result;

tl::unexpected<core::Error> too_large(const std::filesystem::path& path, std::size_t max_bytes) {
  return core::fail(ErrorKind::settings, "files.too_large",
                    fmt::format("{} is larger than the {} bytes allowed", path.string(), max_bytes),
                    "Check that this is the file you meant.");
}

Result<struct stat> examine(const Descriptor& file, const std::filesystem::path& path) {
  struct stat info {};
  if (::fstat(file.number(), &info) != 0) return os_error(errno, path, "examined");
  if (!S_ISREG(info.st_mode))
    return core::fail(ErrorKind::refused, "files.not_a_file",
                      fmt::format("{} is not a regular file", path.string()),
                      "Name a regular file, not a directory, pipe or device.");
  return info;
}

/// Reads to the end. The file may have grown since it was examined, so the bound counts bytes read.
template <class Bytes>
Result<Bytes> read_all(int file, const std::filesystem::path& path, std::size_t size,
                       std::size_t max_bytes) {
  if (size > max_bytes) return too_large(path, max_bytes);
  Bytes bytes;
  bytes.resize(size + 1);  // one more than expected: the end is seen without a second growth
  std::size_t filled = 0;
  for (;;) {
    const ssize_t got = ::read(file, bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return os_error(errno, path, "read");
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > max_bytes) return too_large(path, max_bytes);
    if (filled == bytes.size()) bytes.resize(bytes.size() * 2);
  }
  bytes.resize(filled);
  return bytes;
}

Result<void> check_private(const struct stat& info, const std::filesystem::path& path,
                           std::optional<uid_t> owner) {
  const std::string name = path.string();
  if (info.st_nlink != 1)
    return core::fail(
        ErrorKind::refused, "files.hard_link",
        fmt::format("{} has {} hard links: it can be read under another name", name, info.st_nlink),
        fmt::format("Copy it to a file of its own: cp {0} {0}.new && mv {0}.new {0}", name));
  if (info.st_uid != ::geteuid() && info.st_uid != 0 && info.st_uid != owner)
    return core::fail(
        ErrorKind::refused, "files.foreign_owner",
        fmt::format("{} belongs to user {}, not to this user ({})", name, info.st_uid, ::geteuid()),
        fmt::format("Fix: chown {} {}", ::geteuid(), name));
  if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return core::fail(
        ErrorKind::refused, "files.exposed",
        fmt::format("{} holds secrets but has mode {:03o}: others may read or write it", name,
                    info.st_mode & 0777U),
        fmt::format("Fix: chmod 600 {}\nIf others had access, change the keys in it.", name));
  return {};
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes) {
  // O_NONBLOCK: opening a pipe must not wait for its writer.
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (!file.is_open()) return os_error(errno, path, "read", ErrorKind::settings);
  ATB_ASSIGN(const struct stat info, examine(file, path));
  return read_all<std::string>(file.number(), path, static_cast<std::size_t>(info.st_size),
                               max_bytes);
}

Result<core::SecretBuffer> read_private_file(const std::filesystem::path& path,
                                             std::size_t max_bytes, std::optional<uid_t> owner) {
  ATB_ASSIGN(const Descriptor directory, open_directory(directory_of(path)));
  const Descriptor file{::openat(directory.number(), path.filename().c_str(),
                                 O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
  if (!file.is_open()) return os_error(errno, path, "read", ErrorKind::settings);
  ATB_ASSIGN(const struct stat info, examine(file, path));
  ATB_TRY(check_private(info, path, owner));
  ATB_TRY(check_trusted(directory, directory_of(path), owner));
  return read_all<core::SecretBuffer>(file.number(), path, static_cast<std::size_t>(info.st_size),
                                      max_bytes);
}

Result<SecretInput> read_secret_input(const std::filesystem::path& path, std::size_t max_bytes) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (!file.is_open()) return os_error(errno, path, "read", ErrorKind::settings);
  ATB_ASSIGN(const struct stat info, examine(file, path));
  ATB_ASSIGN(core::SecretBuffer bytes,
             read_all<core::SecretBuffer>(file.number(), path,
                                          static_cast<std::size_t>(info.st_size), max_bytes));
  return SecretInput{std::move(bytes), (info.st_mode & (S_IRWXG | S_IRWXO)) != 0};
}

Result<core::Timestamp> time_of_change(const std::filesystem::path& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return os_error(errno, path, "examined");
  constexpr std::int64_t kNanosecondsPerMicrosecond = 1'000;
  return core::Timestamp::from_us(0) + core::Duration::seconds(info.st_mtim.tv_sec) +
         core::Duration::microseconds(info.st_mtim.tv_nsec / kNanosecondsPerMicrosecond);
}

Result<core::SecretBuffer> read_secret_stream(int descriptor, const std::filesystem::path& name,
                                              std::size_t max_bytes) {
  return read_all<core::SecretBuffer>(descriptor, name, 0, max_bytes);
}

}  // namespace atb::files
