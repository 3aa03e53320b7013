#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include <sys/types.h>

#include "core/error.h"
#include "core/secret.h"
#include "core/time.h"
#include "secrets/target.h"
#include "settings/values.h"

namespace atb::secrets {

/// What every `.env` of this program starts with.
inline constexpr std::string_view kHeaderStart = "# Settings of ai-trading-bot.";

/// The `.env` that is there before a fetch.
struct InPlace {
  core::SecretBuffer bytes;
  settings::Values values;
};

/// @param owner  whom it may belong to besides this user and root
/// @error those of files::read_private_file and settings::parse_env
[[nodiscard]] core::Result<InPlace> load_in_place(const std::filesystem::path& env_file,
                                                  std::optional<uid_t> owner);

/// The secret that the comment at the top of the file names; empty: none.
[[nodiscard]] std::string_view origin_of(std::string_view file);

/// The version of the secret that the settings in the file came with first, as the comment at the
/// top names it and the bot tells it: later versions with the same settings leave the file as it
/// is.
[[nodiscard]] std::string_view version_of(std::string_view file);

/// The option by which a version was chosen instead of the one in force; empty: none was.
[[nodiscard]] std::string_view pin_of(std::string_view file);

/// The text without its comment lines. Values hold no line ends, so a line is an assignment.
[[nodiscard]] core::SecretBuffer assignments_of(const core::SecretBuffer& file);

/// A mistyped --env-file may name any file of the user: only what was a `.env`, or says that this
/// program wrote it, is replaced.
/// @return  its bytes, whoever else can read them; none where there is no file
/// @error secrets.not_an_env_file (refused)
[[nodiscard]] core::Result<core::SecretBuffer> check_replaceable(
    const std::filesystem::path& env_file);

/// When the file in place was last known to be right for the target: confirmed by AWS (its record),
/// or changed.
/// @error the message says why the file is no stand-in: those of load_in_place and
///        settings::validate; secrets.other_secret, secrets.pinned, secrets.from_the_future
///        (refused)
[[nodiscard]] core::Result<core::Timestamp> time_of_confirmation(
    const std::filesystem::path& env_file, std::optional<uid_t> owner, const Target& target,
    core::Timestamp now);

}  // namespace atb::secrets
