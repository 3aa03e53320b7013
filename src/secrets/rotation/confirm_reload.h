#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/time.h"

namespace atb::secrets {

/// What the running bot says to a request to reload.
struct Reloaded {
  std::string settings_version;            ///< of the secret that it works with
  std::vector<std::string> needs_restart;  ///< settings that it did not take over
};
using Reload = std::function<core::Result<Reloaded>()>;

/// Time and waiting, passed in.
struct Waiting {
  std::function<core::Timestamp()> now;
  std::function<void(core::Duration)> sleep;
};

/// Asks the bot to reload until it works with the version, once a second. No answer, and nobody
/// listening (a service that starts again), may heal within the time; a refusal does not, and ends
/// the waiting at once.
/// @return  settings of the version that the bot takes over at its next start only
/// @error secrets.not_confirmed  of the kind of what the bot said, or refused when it works with
///        another version or keeps the old pair; the message holds what it answered last
[[nodiscard]] core::Result<std::vector<std::string>> confirm_reload(const Reload& reload,
                                                                    const std::string& version_id,
                                                                    core::Duration timeout,
                                                                    const Waiting& waiting);

}  // namespace atb::secrets
