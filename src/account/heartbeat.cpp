#include "account/heartbeat.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "account/heartbeat_metric.h"

namespace atb::account {
namespace {

using core::ErrorKind;

std::string text_in(const nlohmann::json& status, const char* key) {
  const auto at = status.find(key);
  return at != status.end() && at->is_string() ? at->get<std::string>() : std::string{};
}

}  // namespace

core::Result<std::vector<HeartbeatDatum>> heartbeat_data(const nlohmann::json& status,
                                                         const std::string& environment,
                                                         bool per_pair) {
  const auto malformed = [](const char* field) {
    return core::fail(ErrorKind::internal, "heartbeat.malformed",
                      fmt::format("the bot's status does not tell \"{}\"", field),
                      "Bot and this program may be of different versions: install both from one "
                      "package.");
  };
  if (!status.is_object() || !status.contains("healthy") || !status["healthy"].is_boolean())
    return malformed("healthy");
  const auto bots_environment = text_in(status, "environment");
  if (bots_environment.empty()) return malformed("environment");
  if (bots_environment != environment)
    return core::fail(ErrorKind::refused, "heartbeat.other_environment",
                      fmt::format("the bot runs in {}, not in {}", bots_environment, environment),
                      fmt::format("Use --environment {}", bots_environment));
  if (!status["healthy"].get<bool>())
    return core::fail(ErrorKind::refused, "heartbeat.unhealthy",
                      fmt::format("the bot is not healthy (state: {})", text_in(status, "state")),
                      "See: ai-trading-bot status");
  std::vector<HeartbeatDatum> data;
  HeartbeatDatum datum{
      std::string{kHeartbeatMetric}, {{std::string{kEnvironmentDimension}, environment}}, 1};
  data.push_back(datum);
  if (!per_pair) return data;
  const auto pair = text_in(status, "pair");
  if (pair.empty()) return malformed("pair");
  datum.dimensions.emplace_back(kPairDimension, pair);
  data.push_back(std::move(datum));
  return data;
}

}  // namespace atb::account
