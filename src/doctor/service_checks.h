#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/error.h"
#include "doctor/access_checks.h"
#include "doctor/finding.h"
#include "settings/settings.h"

/// What runs around the settings: the bot, the schedule of fetches, the alarms.
namespace atb::doctor {

/// An alarm of CloudWatch, as far as it is judged.
struct Alarm {
  std::string name;
  std::string metric_namespace;
  std::string metric;
  bool has_action = false;  ///< switched on, and somebody is told
};

struct ServiceProbes {
  settings::Environment environment = settings::Environment::staging;
  std::filesystem::path env_file;                            ///< for the words of a cure
  std::function<core::Result<nlohmann::json>()> bot_status;  ///< of its control socket
  bool timer_enabled = false;                                ///< the fetch timer of systemd
  bool cron_present = false;                                 ///< the cron example is installed
  std::function<core::Result<std::vector<Alarm>>()> alarms;
};

/// @param file_version  version of the secret that the `.env` holds; empty: unknown
/// @param access        alarms are asked for only where AWS can be asked
[[nodiscard]] Findings check_service(const ServiceProbes& probes, const std::string& file_version,
                                     const Access& access);

}  // namespace atb::doctor
