#include "aws_simulator/cloudwatch_state.h"

#include <nlohmann/json.hpp>

#include "aws_simulator/time_state.h"

namespace atb::aws_simulator {
NLOHMANN_JSON_SERIALIZE_ENUM(AlarmState, {{AlarmState::ok, "OK"},
                                          {AlarmState::alarm, "ALARM"},
                                          {AlarmState::insufficient_data, "INSUFFICIENT_DATA"}})
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(MetricKey, region, name_space, name, dimensions)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Sample, time, count, sum, minimum, maximum, unit)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(AlarmRule, metric, statistic, unit, comparison, threshold,
                                   period, evaluation_periods, datapoints_to_alarm, treat_missing)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Alarm, name, arn, description, actions_enabled, ok_actions,
                                   alarm_actions, insufficient_data_actions, rule, state, reason,
                                   configured, state_changed, evaluated)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(AlarmEvent, region, alarm, time, type, summary, data)

using nlohmann::json;

json save_cloudwatch(const MetricStore& metrics, const AlarmBook& alarms) {
  return {{"metrics", metrics.all()}, {"alarms", alarms.alarms()}, {"history", alarms.history()}};
}

void load_cloudwatch(const json& state, MetricStore& metrics, AlarmBook& alarms) {
  metrics.replace_all(state.at("metrics").get<std::map<MetricKey, std::deque<Sample>>>());
  alarms.replace_all(state.at("alarms").get<std::map<AlarmBook::Key, Alarm>>(),
                     state.at("history").get<std::vector<AlarmEvent>>());
}

}  // namespace atb::aws_simulator
