#include "secrets/rotation/confirm_reload.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace atb::secrets {
namespace {

constexpr auto kPause = core::Duration::seconds(1);

constexpr std::string_view kCode = "secrets.not_confirmed";

/// Why the bot does not work with the version, or nothing.
std::optional<core::Error> why_not(const core::Result<Reloaded>& answer,
                                   const std::string& version_id) {
  const auto says = [&](core::ErrorKind kind, std::string_view reason, std::string advice) {
    return core::Error{kind, std::string{kCode},
                       fmt::format("the bot did not take over version {}: {}", version_id, reason),
                       std::move(advice)};
  };
  if (!answer)
    return says(answer.error().kind,
                fmt::format("{} [{}]", answer.error().message, answer.error().code),
                answer.error().advice);
  if (answer->settings_version == version_id) return std::nullopt;
  return says(core::ErrorKind::refused,
              fmt::format("it works with version {}",
                          answer->settings_version.empty() ? "none" : answer->settings_version),
              {});
}

bool may_heal(const core::Result<Reloaded>& answer) {
  return answer || answer.error().kind == core::ErrorKind::temporary ||
         answer.error().code == "control.not_running";
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
          core::ErrorKind::refused, kCode,
          "the bot takes over the pair of keys at its next start only",
          "Rotate while it is stopped, without --env-file, and fetch before it starts.");
    auto reason = why_not(answer, version_id);
    if (!reason) return std::move(answer->needs_restart);
    if (!may_heal(answer) || waiting.now() + kPause > end)
      return tl::unexpected<core::Error>(std::move(*reason));
    waiting.sleep(kPause);
  }
}

}  // namespace atb::secrets
