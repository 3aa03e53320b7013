#pragma once

#include <string_view>

/// The metric by which an alarm sees from outside that the bot is healthy: 1 under the dimension
/// Environment, and under Environment and Pair where several bots share an environment.
namespace atb::account {

inline constexpr std::string_view kHeartbeatNamespace = "AiTradingBot";
inline constexpr std::string_view kHeartbeatMetric = "Heartbeat";
inline constexpr std::string_view kEnvironmentDimension = "Environment";
inline constexpr std::string_view kPairDimension = "Pair";

}  // namespace atb::account
