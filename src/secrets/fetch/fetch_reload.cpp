#include "secrets/fetch/fetch_reload.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "files/lock.h"
#include "files/read.h"
#include "secrets/fetch/fetch.h"
#include "secrets/fetch/fetch_record.h"
#include "settings/table.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;

std::vector<std::string> names_in(const nlohmann::json& answer, const char* key) {
  std::vector<std::string> names;
  const auto found = answer.find(key);
  if (found == answer.end() || !found->is_array()) return names;
  for (const auto& name : *found)
    if (name.is_string()) names.push_back(name.get<std::string>());
  return names;
}

ReloadReport report_of(const nlohmann::json& answer) {
  ReloadReport report;
  report.outcome = ReloadOutcome::reloaded;
  report.needs_restart = names_in(answer, "needs_restart");
  if (const auto version = answer.find("settings_version"); version != answer.end())
    report.settings_version = version->is_string() ? version->get<std::string>() : version->dump();
  for (auto& name : names_in(answer, "changed"))
    if (std::find(report.needs_restart.begin(), report.needs_restart.end(), name) ==
        report.needs_restart.end())
      report.took_effect.push_back(std::move(name));
  return report;
}

core::Error refusal(core::Error error) {
  if (error.kind == ErrorKind::temporary)
    return {
        error.kind, "secrets.reload_unanswered",
        fmt::format("the file is in place, but the running bot did not answer: {}", error.message),
        "It runs with its old settings. The next fetch --reload-service tries again."};
  return {error.kind, "secrets.reload_refused",
          fmt::format("the file is in place, but the running bot did not take it over: {} [{}]",
                      error.message, error.code),
          fmt::format("{}{}It runs with its old settings; after the cause is mended, fetch again.",
                      error.advice, error.advice.empty() ? "" : "\n")};
}

/// Best effort: without the note the bot is told once more, which does no harm.
void note_told(const std::filesystem::path& env_file, const std::optional<files::Owner>& owner,
               core::Timestamp file_changed) {
  const auto lock = files::FileLock::acquire(lock_path(env_file), owner);
  auto record = read_record(env_file);
  if (!lock || !record) return;
  record->bot_told = file_changed;
  files::WriteOptions options;
  if (owner) {
    options.owner = owner->user;
    options.group = owner->group;
  }
  (void)write_record(env_file, *record, options);
}

}  // namespace

Result<ReloadReport> reload_bot(const std::filesystem::path& env_file,
                                const std::optional<files::Owner>& owner, const AskBot& ask) {
  ATB_ASSIGN(const auto changed, files::time_of_change(env_file));
  const auto record = read_record(env_file);
  if (record && record->bot_told == changed) return ReloadReport{};
  const auto answer = ask("reload");
  if (!answer && answer.error().code != "control.not_running")
    return tl::unexpected<core::Error>(refusal(answer.error()));
  ReloadReport report;
  report.outcome = ReloadOutcome::not_running;
  if (!answer) return report;  // not noted: a bot that starts just now may have read the old file
  note_told(env_file, owner, changed);
  return report_of(*answer);
}

std::vector<std::string> needing_restart(const std::vector<std::string>& names) {
  std::vector<std::string> found;
  std::copy_if(names.begin(), names.end(), std::back_inserter(found), [](const auto& name) {
    const auto* const setting = settings::find(name);
    return setting != nullptr && setting->needs_restart;
  });
  return found;
}

Result<std::filesystem::path> control_socket_of(std::string_view service) {
  if (service.starts_with('/')) return std::filesystem::path{service};
  constexpr std::string_view kSuffix = ".service";
  if (service.ends_with(kSuffix)) service.remove_suffix(kSuffix.size());
  constexpr std::string_view kAllowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:-_.@";
  if (service.empty() || service.starts_with('.') ||
      service.find_first_not_of(kAllowed) != std::string_view::npos)
    return core::fail(ErrorKind::usage, "secrets.unit_malformed",
                      fmt::format("\"{}\" names no service", service),
                      "Name the bot's service (ai-trading-bot.service) or its socket by its whole "
                      "path (/run/ai-trading-bot/control.sock).");
  return std::filesystem::path{"/run"} / service / "control.sock";
}

}  // namespace atb::secrets
