#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aws/services/secrets_manager.h"
#include "core/error.h"
#include "core/time.h"
#include "files/owner.h"
#include "secrets/change/change.h"

namespace atb::app {

/// The last step of a rotation on the bot's host: the `.env` is written, the bot reloads it and
/// says that it works with it.
struct Delivery {
  std::string env_file;
  std::optional<files::Owner> owner;  ///< empty: this user
  std::string socket;                 ///< of the bot's control
  core::Duration timeout;
};

/// Whether the bot answers at all: asked before anything is written. @error those of control::ask
[[nodiscard]] core::Result<void> check_bot(const Delivery& delivery);

/// What becomes of a version that the bot does not take over. An abort has gone back already: what
/// it left must not come again.
enum class OnFailure { take_back, keep };

/// Puts the version in place and waits until the bot works with it. When it does not, the version
/// before it is put in force and in place again, unless it is to be kept.
/// @param plan  of the change that made the version; without changes nothing is taken back
/// @return  warnings
/// @error secrets.not_confirmed (refused)  says what was taken back; those of fetch
[[nodiscard]] core::Result<std::vector<std::string>> deliver(aws::SecretsManager& manager,
                                                             const secrets::ChangePlan& plan,
                                                             const std::string& version_id,
                                                             const Delivery& delivery,
                                                             OnFailure on_failure);

}  // namespace atb::app
