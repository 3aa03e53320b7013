#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

/// Which metric filters and alarms watch one environment's secret. Pure.
namespace atb::account {

/// Where the filters count to.
inline constexpr std::string_view kAlarmNamespace = "AiTradingBot/Secrets";
/// The alarm that older instructions made; it watches a metric that AWS never publishes.
inline constexpr std::string_view kDeadAlarm = "ai-trading-bot-secret-access-failures";
/// A filter pattern holds at most this many characters. Source: PutMetricFilter, filterPattern.
inline constexpr std::size_t kPatternCharactersMax = 1'024;

/// A line of CloudTrail as a filter may meet it, and which filters must count it.
struct SampleEvent {
  std::string json;
  bool denied = false;
  bool stranger = false;
  bool change = false;
};

/// What is watched.
enum class Watch {
  denied,     ///< reads or writes of the value that AWS refused
  strangers,  ///< reads that succeeded, by anyone but the known roles
  changes     ///< whatever changes the secret or who may read it
};

struct MetricFilterPlan {
  Watch watch = Watch::denied;
  std::string name;
  std::string pattern;
  std::string metric;  ///< in kAlarmNamespace, 1 for each event
};

struct AlarmPlan {
  std::string name;
  std::string description;
  std::string metric_namespace;
  std::string metric;
  std::vector<std::pair<std::string, std::string>> dimensions;
  int period_seconds = 300;
  int evaluation_periods = 1;
  int datapoints = 1;
  std::string comparison = "GreaterThanThreshold";
  int threshold = 0;
  std::string missing_data = "notBreaching";
};

struct AlarmRequest {
  std::string environment;
  std::string secret_name;
  std::vector<std::string> known_roles;  ///< ARNs of the roles that may read
  bool heartbeat = false;
  std::string pair;  ///< the heartbeat of this pair alone; empty: of the environment
};

struct AlarmSet {
  std::vector<MetricFilterPlan> filters;
  std::vector<AlarmPlan> alarms;
};

/// The filters and their alarms (Sum over 300 s above 0, once, no data is no alarm), and with
/// `heartbeat` one on the absence of the heartbeat (5 of 5 minutes, no data is an alarm).
/// @error alarm.pattern_too_long (usage)  too many or too long names
///        alarm.bad_name (usage)          a name with a character that patterns cannot hold
[[nodiscard]] core::Result<AlarmSet> alarm_set(const AlarmRequest& request);

/// Events to try the filters on before they are made: denied with and without parameters, reads by
/// a known role, another role and a user, changes, and the same of another secret.
[[nodiscard]] std::vector<SampleEvent> sample_events(const AlarmRequest& request);

/// Compares what a filter matched with what it must match.
/// @param matched  positions in sample_events, from 0
/// @error alarm.filter_fails (internal)  names the events that are missed or counted wrongly
[[nodiscard]] core::Result<void> check_matches(const MetricFilterPlan& filter,
                                               const std::vector<SampleEvent>& samples,
                                               const std::vector<std::size_t>& matched);

}  // namespace atb::account
