#include "secrets/rotation/env_place.h"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/lock.h"
#include "files/pending_file.h"
#include "secrets/fetch/fetch.h"
#include "secrets/fetch/fetch_in_place.h"

namespace atb::secrets {
namespace {

using core::Result;

std::optional<uid_t> owner_of(const std::filesystem::path& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) return std::nullopt;
  return found.st_uid;
}

/// The user's name, or the number where it has none.
std::string name_of_user(uid_t user) {
  constexpr std::size_t kEntryBytes = 16'384;
  std::vector<char> buffer(kEntryBytes);
  passwd entry{};
  passwd* found = nullptr;
  if (::getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr)
    return std::to_string(user);
  return entry.pw_name;
}

Result<void> check_owner(const EnvPlace& place) {
  const uid_t user = place.owner ? place.owner->user : ::geteuid();
  // Whom it belongs to now is the best guess; an --owner that was given knows better.
  auto reader = place.reader;
  if (!reader && !place.owner) reader = owner_of(place.env_file);
  if (!reader || *reader == user || *reader == 0) return {};
  return core::fail(
      core::ErrorKind::refused, "secrets.unreadable_for_bot",
      fmt::format(
          "{} would belong to {}, and the bot, which runs as {}, could not read it; nothing "
          "was changed",
          place.env_file.string(), name_of_user(user), name_of_user(*reader)),
      fmt::format("Say whom it belongs to: --owner {}:", name_of_user(*reader)));
}

}  // namespace

Result<void> check_place(const EnvPlace& place, bool with_lock) {
  ATB_TRY(check_owner(place));
  ATB_TRY(check_replaceable(place.env_file));
  files::WriteOptions options;
  if (place.owner) {
    options.owner = place.owner->user;
    options.group = place.owner->group;
  }
  ATB_TRY(files::check_target(place.env_file, options));
  if (!with_lock) return {};
  return files::FileLock::acquire(lock_path(place.env_file), place.owner).map([](const auto&) {});
}

}  // namespace atb::secrets
