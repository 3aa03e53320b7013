#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/error.h"

/// Whether the bot's answer to "status" is worth a heartbeat. Pure.
namespace atb::account {

/// One value for CloudWatch, in kHeartbeatNamespace.
struct HeartbeatDatum {
  std::string metric;
  std::vector<std::pair<std::string, std::string>> dimensions;
  int value = 1;
};

/// The data that say "healthy": under the environment, and `per_pair` under its pair too.
/// @param status  the fields of the bot's answer: healthy, state, environment, pair
/// @param environment  that the caller speaks for
/// @error heartbeat.unhealthy (refused)          the bot runs and is not healthy
///        heartbeat.other_environment (refused)  the bot runs in another environment
///        heartbeat.malformed (internal)         the answer lacks a field
[[nodiscard]] core::Result<std::vector<HeartbeatDatum>> heartbeat_data(
    const nlohmann::json& status, const std::string& environment, bool per_pair);

}  // namespace atb::account
