#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/error.h"
#include "files/owner.h"

namespace atb::secrets {

/// Asks the running bot over its control socket; control.not_running means that nothing listens.
using AskBot = std::function<core::Result<nlohmann::json>(std::string_view command)>;

enum class ReloadOutcome {
  not_needed,   ///< the bot was told of this file before
  reloaded,     ///< the bot has read the file
  not_running,  ///< no bot listens: it reads the file when it starts
};

struct ReloadReport {
  ReloadOutcome outcome = ReloadOutcome::not_needed;
  std::string settings_version;            ///< as the bot calls what it now runs with
  std::vector<std::string> took_effect;    ///< names
  std::vector<std::string> needs_restart;  ///< names; the bot goes on with their old values
};

/// Tells the running bot to read its `.env` again, unless it was told of the file as it is now:
/// "<file>.fetched" keeps that, so that a fetch that was killed after writing, or whose reload
/// failed, is made up for by the next one.
/// @param owner  of the file, as in FetchRequest
/// @error secrets.reload_refused with the bot's kind (settings, refused, …) and reason;
///        secrets.reload_unanswered (temporary); files.not_found. The file stays as it is, and the
///        next call tries again.
[[nodiscard]] core::Result<ReloadReport> reload_bot(const std::filesystem::path& env_file,
                                                    const std::optional<files::Owner>& owner,
                                                    const AskBot& ask);

/// Those of the names that a running bot cannot take over by reload (settings/table.h).
[[nodiscard]] std::vector<std::string> needing_restart(const std::vector<std::string>& names);

/// Where the bot of this service listens: "ai-trading-bot.service" or "ai-trading-bot" is
/// /run/ai-trading-bot/control.sock; a path is taken as it is.
/// @error secrets.unit_malformed (usage)
[[nodiscard]] core::Result<std::filesystem::path> control_socket_of(std::string_view service);

}  // namespace atb::secrets
