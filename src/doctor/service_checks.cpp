#include "doctor/service_checks.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace atb::doctor {
namespace {

using settings::Environment;

/// Where the metric filters of `alarm` count to.
constexpr std::string_view kAlarmNamespace = "AiTradingBot/Secrets";

std::string text_at(const nlohmann::json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_string() ? at->get<std::string>() : std::string{};
}

Finding check_bot(const ServiceProbes& probes, const std::string& file_version) {
  const auto status = probes.bot_status();
  if (!status) {
    if (status.error().kind == core::ErrorKind::not_found)
      return skipped("bot", "no bot runs on this machine");
    return broken_by("bot", status.error());
  }
  const auto version = text_at(*status, "settings_version");
  if (!file_version.empty() && !version.empty() && version != file_version)
    return warning("bot",
                   fmt::format("the bot runs with version {} of the settings, the file holds {}",
                               version, file_version),
                   fmt::format("ai-trading-bot-secrets fetch --environment {} --env-file {} "
                               "--reload-service",
                               settings::name_of(probes.environment), probes.env_file.string()));
  return good("bot", version.empty() ? "it runs" : "it runs with the settings of the file");
}

Finding check_schedule(const ServiceProbes& probes) {
  if (probes.timer_enabled && probes.cron_present)
    return warning("schedule", "both the systemd timer and the cron job fetch the settings",
                   "Keep one: rm /etc/cron.d/ai-trading-bot-secrets");
  if (!probes.timer_enabled && !probes.cron_present)
    return warning("schedule", "nothing fetches the settings every 12 hours",
                   "systemctl enable --now ai-trading-bot-secrets.timer");
  return good("schedule", probes.timer_enabled ? "the systemd timer fetches the settings"
                                               : "the cron job fetches the settings");
}

/// Secrets Manager publishes the number of secrets and nothing else: an alarm on any other metric
/// of its namespace, such as the guide's UserErrors, never fires.
bool is_dead(const Alarm& alarm) {
  return alarm.metric_namespace == "AWS/SecretsManager" && alarm.metric != "ResourceCount";
}

/// The alarm of `alarm --apply` on denied reads of this environment's secret. One of the other
/// environment, or on a missing heartbeat, does not watch it.
bool watches_secret(const Alarm& alarm, Environment environment) {
  return alarm.metric_namespace == kAlarmNamespace &&
         alarm.metric == fmt::format("SecretDenied-{}", settings::name_of(environment));
}

void judge_alarms(const std::vector<Alarm>& alarms, Environment environment, Findings& findings) {
  const std::string cure =
      fmt::format("ai-trading-bot-secrets alarm --environment {} --apply --topic ARN",
                  settings::name_of(environment));
  const std::string own = fmt::format("ai-trading-bot-{}-", settings::name_of(environment));
  bool watched = false;
  for (const auto& alarm : alarms) {
    if (is_dead(alarm)) {
      findings.push_back(broken("dead-alarm",
                                fmt::format("alarm {} watches {} of AWS/SecretsManager, which "
                                            "does not exist: it never fires",
                                            alarm.name, alarm.metric),
                                cure + " --replace"));
      continue;
    }
    watched = watched || watches_secret(alarm, environment);
    if (!alarm.has_action && alarm.name.starts_with(own))
      findings.push_back(warning(
          "alarm-action", fmt::format("alarm {} tells nobody when it fires", alarm.name), cure));
  }
  findings.push_back(watched ? good("alarms", "an alarm watches the secret")
                             : warning("alarms", "no alarm watches the secret", cure));
}

void check_alarms(const ServiceProbes& probes, const Access& access, Findings& findings) {
  if (!access.identity) {
    findings.push_back(skipped("alarms", "AWS cannot be asked"));
    return;
  }
  const auto alarms = probes.alarms();
  if (alarms) return judge_alarms(*alarms, probes.environment, findings);
  findings.push_back(alarms.error().kind == core::ErrorKind::not_authorised
                         ? skipped("alarms", "this identity may not list alarms")
                         : broken_by("alarms", alarms.error()));
}

}  // namespace

Findings check_service(const ServiceProbes& probes, const std::string& file_version,
                       const Access& access) {
  Findings findings;
  findings.push_back(check_bot(probes, file_version));
  findings.push_back(check_schedule(probes));
  check_alarms(probes, access, findings);
  return findings;
}

}  // namespace atb::doctor
