#include "secrets/rotation/confirm_reload.h"

#include <algorithm>

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

/// A bot that keeps the old pair until it is started again does not work with the new one, whatever
/// version it names.
bool keeps_the_old_pair(const Reloaded& answer) {
  return std::any_of(answer.needs_restart.begin(), answer.needs_restart.end(),
                     [](const std::string& name) { return name.starts_with("BINANCE_API_"); });
}

}  // namespace

core::Result<std::vector<std::string>> confirm_reload(const Reload& reload,
                                                      const std::string& version_id,
                                                      core::Duration timeout,
                                                      const Waiting& waiting) {
  const auto end = waiting.now() + timeout;
  while (true) {
    auto answer = reload();
    if (answer && keeps_the_old_pair(*answer))
      return core::fail(
          core::ErrorKind::refused, "secrets.not_confirmed",
          "the bot takes over the pair of keys at its next start only",
          "Rotate while it is stopped, without --env-file, and fetch before it starts.");
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
