#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aws/services/secrets_manager.h"
#include "core/error.h"
#include "core/time.h"
#include "files/owner.h"
#include "secrets/change/change.h"
#include "settings/env_file.h"

namespace atb::app {

/// The last step of a rotation on the bot's host: the `.env` is written, the bot reloads it and
/// says that it works with it.
struct Delivery {
  std::string env_file;
  std::optional<files::Owner> owner;  ///< empty: this user
  settings::Readers readers = settings::Readers::common;
  std::string socket;  ///< of the bot's control
  core::Duration timeout;
};

/// Whether the bot answers, and the file can be put in place so that it can read it: asked before
/// anything is written. @error those of control::ask and secrets::check_place
[[nodiscard]] core::Result<void> check_bot(const Delivery& delivery);
[[nodiscard]] core::Result<void> check_env_place(const Delivery& delivery, bool dry_run);

/// What becomes of a version that the bot does not take over. An abort has gone back already: what
/// it left must not come again, and where no bot listens, the file is enough.
enum class OnFailure { take_back, keep };

struct Delivered {
  bool confirmed = false;  ///< false: no bot listens, the file is in place for its start
  std::vector<std::string> warnings;
};

/// Puts the version in place and waits until the bot works with it. When it does not, the version
/// before it is put in force and in place again, unless it is to be kept.
/// @param plan  of the change that made the version; without changes nothing is taken back
/// @error those of fetch and confirm_reload with their kinds; the advice says what was taken back
[[nodiscard]] core::Result<Delivered> deliver(aws::SecretsManager& manager,
                                              const secrets::ChangePlan& plan,
                                              const std::string& version_id,
                                              const Delivery& delivery, OnFailure on_failure);

}  // namespace atb::app
