#pragma once

#include <filesystem>
#include <optional>

#include <sys/types.h>

#include "core/error.h"
#include "files/owner.h"

namespace atb::secrets {

/// Where the `.env` of a rotation goes.
struct EnvPlace {
  std::filesystem::path env_file;
  std::optional<files::Owner> owner;  ///< whom it shall belong to; empty: this user
  std::optional<uid_t> reader;        ///< the user of the bot that reads it; empty: not known
};

/// Finds before a pair is put in force what would hinder the writing of the file, or the bot's
/// reading: the directory, what stands there, the owner, the lock. The file is not touched.
/// @param with_lock  takes the lock and lets it go, waiting for its holder; makes the lock file
/// @error secrets.unreadable_for_bot (refused)  the file would belong to another user than the
///        bot's, or than the one that it belongs to now, with the option that mends it
///        those of check_replaceable, files::check_target and files::FileLock
[[nodiscard]] core::Result<void> check_place(const EnvPlace& place, bool with_lock);

}  // namespace atb::secrets
