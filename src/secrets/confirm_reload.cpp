#include "secrets/confirm_reload.h"

#include <fmt/format.h>

namespace atb::secrets {
namespace {

constexpr auto kPause = core::Duration::seconds(1);

/// Empty: the bot works with the version.
std::string why_not(const core::Result<Reloaded>& answer, const std::string& version_id) {
  if (!answer) return answer.error().message;
  if (answer->settings_version != version_id)
    return fmt::format("it works with version {}",
                       answer->settings_version.empty() ? "none" : answer->settings_version);
  return {};
}

}  // namespace

core::Result<std::vector<std::string>> confirm_reload(const Reload& reload,
                                                      const std::string& version_id,
                                                      core::Duration timeout,
                                                      const Waiting& waiting) {
  const auto end = waiting.now() + timeout;
  while (true) {
    auto answer = reload();
    const auto reason = why_not(answer, version_id);
    if (reason.empty()) return std::move(answer->needs_restart);
    if (waiting.now() + kPause > end)
      return core::fail(
          core::ErrorKind::refused, "secrets.not_confirmed",
          fmt::format("the bot did not take over version {}: {}", version_id, reason));
    waiting.sleep(kPause);
  }
}

}  // namespace atb::secrets
