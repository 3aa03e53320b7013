#include "ai-trading-bot-secrets/fetch_output.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot-secrets/secret_flags.h"
#include "common/output.h"

namespace atb::app {
namespace {

std::string_view name_of(secrets::FetchOutcome outcome) {
  switch (outcome) {
    case secrets::FetchOutcome::written:
      return "written";
    case secrets::FetchOutcome::unchanged:
      return "unchanged";
    case secrets::FetchOutcome::recent:
      return "recent";
    case secrets::FetchOutcome::kept:
      return "kept";
    case secrets::FetchOutcome::would_write:
      return "would_write";
  }
  return "";
}

std::string line_of(std::string_view what, const std::vector<std::string>& names) {
  return names.empty() ? "" : fmt::format("  {}: {}\n", what, fmt::join(names, ", "));
}

std::string_view name_of(secrets::ReloadOutcome outcome) {
  switch (outcome) {
    case secrets::ReloadOutcome::not_needed:
      return "not_needed";
    case secrets::ReloadOutcome::reloaded:
      return "reloaded";
    case secrets::ReloadOutcome::not_running:
      return "not_running";
  }
  return "";
}

/// Names whose new value a running bot cannot take over.
std::vector<std::string> needing_restart(const settings::Difference& changes) {
  auto names = changes.added;
  names.insert(names.end(), changes.changed.begin(), changes.changed.end());
  names.insert(names.end(), changes.removed.begin(), changes.removed.end());
  return secrets::needing_restart(names);
}

nlohmann::ordered_json fetch_json(const secrets::FetchRequest& request,
                                  const secrets::FetchReport& report) {
  const auto& changes = report.changes;
  return {{"secret", request.target.secret_id},
          {"version_id", report.version_id},
          {"file", request.env_file.string()},
          {"outcome", name_of(report.outcome)},
          {"added", changes.added},
          {"changed", changes.changed},
          {"removed", changes.removed},
          {"needs_restart", needing_restart(changes)},
          {"not_for_docker", report.not_for_docker},
          {"warnings", report.warnings}};
}

nlohmann::ordered_json reload_json(const core::Result<secrets::ReloadReport>& reload) {
  if (!reload) {
    nlohmann::ordered_json failed = to_json(reload.error());
    failed["outcome"] = "failed";
    return failed;
  }
  return {{"outcome", name_of(reload->outcome)},
          {"settings_version", reload->settings_version},
          {"took_effect", reload->took_effect},
          {"needs_restart", reload->needs_restart}};
}

std::string to_text(const secrets::FetchRequest& request, const secrets::FetchReport& report) {
  const std::string file = request.env_file.string();
  const auto& changes = report.changes;
  switch (report.outcome) {
    case secrets::FetchOutcome::kept:
      return fmt::format("kept {}\n", file);
    case secrets::FetchOutcome::recent:
      return fmt::format("unchanged {}, confirmed within --min-interval: AWS was not asked\n",
                         file);
    default:
      break;
  }
  const std::string_view verb = report.outcome == secrets::FetchOutcome::written ? "wrote"
                                : report.outcome == secrets::FetchOutcome::unchanged
                                    ? "unchanged"
                                    : "would write";
  return fmt::format("{} {} from {}, version {}\n{}{}{}{}", verb, file, request.target.secret_id,
                     report.version_id, line_of("added", changes.added),
                     line_of("changed", changes.changed), line_of("removed", changes.removed),
                     line_of("docker would read the quotes of", report.not_for_docker));
}

std::string to_text(const secrets::ReloadReport& reload, std::string_view service) {
  switch (reload.outcome) {
    case secrets::ReloadOutcome::not_needed:
      return "the running bot was told of this file before\n";
    case secrets::ReloadOutcome::not_running:
      return "the bot is not running: it reads the file when it starts\n";
    case secrets::ReloadOutcome::reloaded:
      break;
  }
  auto text = fmt::format("the running bot read the file again, settings version {}\n{}{}",
                          reload.settings_version, line_of("took effect", reload.took_effect),
                          line_of("needs a restart", reload.needs_restart));
  if (!reload.needs_restart.empty() && !service.starts_with('/'))
    text += fmt::format("  next: systemctl restart {}\n", service);
  return text;
}

}  // namespace

core::Result<int> print_fetch(const secrets::FetchRequest& request,
                              const secrets::FetchReport& report, const Told& reload,
                              std::string_view service, Format format) {
  const bool failed = reload && !*reload;
  if (format == Format::json) {
    auto object = fetch_json(request, report);
    if (reload) object["reload"] = reload_json(*reload);
    ATB_TRY(print_json(object));
  } else {
    print_warnings(report.warnings);
    ATB_TRY(print_text(to_text(request, report) +
                       (reload && !failed ? to_text(**reload, service) : "")));
  }
  if (!failed) return 0;
  print_error(reload->error());
  return core::exit_code((*reload).error().kind);
}

}  // namespace atb::app
