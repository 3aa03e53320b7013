#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "aws/services/secrets_manager.h"
#include "core/error.h"
#include "core/time.h"
#include "files/owner.h"
#include "secrets/target.h"
#include "settings/env_file.h"
#include "settings/values.h"

namespace atb::secrets {

struct FetchRequest {
  Target target;
  std::filesystem::path env_file;
  std::optional<files::Owner> owner;  ///< empty: this user
  settings::Readers readers = settings::Readers::common;
  /// How old a file may be that is kept while AWS is unreachable; empty: it is an error then.
  std::optional<core::Duration> max_age;
  /// A file that AWS confirmed less than this ago is used without asking; empty: AWS is asked
  /// always. For a service in a restart loop, which would ask (and be billed) at each start.
  std::optional<core::Duration> min_interval;
  /// The option that chose the version ("--version-stage AWSPREVIOUS"); empty: the one in force.
  /// Such a file counts as confirmed for neither `max_age` nor `min_interval`.
  std::string pinned;
  /// Whether a file of another environment or secret may be replaced (see check_same_origin).
  bool replace_other = false;
  bool dry_run = false;
};

enum class FetchOutcome {
  written,     ///< the file is new, or has new settings, mode or owner
  unchanged,   ///< the settings were in place; the file was not touched
  recent,      ///< in place and confirmed within `min_interval`: AWS was not asked
  kept,        ///< AWS was unreachable; the file in place is good and young enough
  would_write  ///< a dry run found changes
};

struct FetchReport {
  FetchOutcome outcome = FetchOutcome::unchanged;
  std::string version_id;        ///< empty when the file was kept
  settings::Difference changes;  ///< names only
  std::vector<std::string> warnings;
  std::vector<std::string> not_for_docker;  ///< names that docker --env-file would read with quotes
};

/// How the secret is got; called once, under the file's lock.
using GetSecret = std::function<core::Result<aws::SecretValue>()>;

/// Gets the secret, checks it and puts it in place as `.env`, mode 600, whole or not at all. One
/// process at a time per file ("<file>.lock"), from before the secret is read: an older version
/// never replaces a newer one. A dry run writes and locks nothing, and finds what would hinder the
/// writing all the same: the directory, the owner, what stands there.
///
/// The file's time says when its settings changed. Equal settings in a new version of the secret
/// leave it untouched, and the record beside it ("<file>.fetched") names that version; only
/// settings of another secret than the header names are written anew.
///
/// A failure leaves the file as it was. With `max_age`, one of kind temporary is a warning while
/// the file is valid for this environment, from the same secret (by its record, else its header),
/// and was confirmed by AWS or changed less than that ago; a time ahead of the clock by more than
/// five minutes is none. Denied, not found and invalid settings are errors always.
/// A file in place that is neither a `.env` nor of this program's making is never replaced.
/// @error secrets.not_an_env_file, secrets.file_of_another (refused); those of `get`, take_secret,
/// render_env, PendingFile and FileLock
[[nodiscard]] core::Result<FetchReport> fetch(const FetchRequest& request, const GetSecret& get,
                                              core::Timestamp now);

/// "<file>.lock": held while a `.env` or its record is read, compared and written.
[[nodiscard]] std::filesystem::path lock_path(const std::filesystem::path& env_file);

}  // namespace atb::secrets
