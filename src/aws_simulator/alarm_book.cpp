#include "aws_simulator/alarm_book.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

const std::vector<std::string>& actions_for(const Alarm& alarm, AlarmState state) {
  if (state == AlarmState::alarm) return alarm.alarm_actions;
  return state == AlarmState::ok ? alarm.ok_actions : alarm.insufficient_data_actions;
}

std::int64_t minute_of(core::Timestamp time) {
  return time.us() / core::Duration::minutes(1).us();
}

}  // namespace

void AlarmBook::note(const Alarm& alarm, core::Timestamp now, std::string type,
                     std::string summary) {
  const nlohmann::json data{{"version", "1.0"},
                            {"type", type},
                            {"state", to_text(alarm.state)},
                            {"stateReason", alarm.reason}};
  history_.push_back({alarm.rule.metric.region, alarm.name, now, std::move(type),
                      std::move(summary), data.dump()});
}

void AlarmBook::put(Alarm alarm, core::Timestamp now) {
  Key key{alarm.rule.metric.region, alarm.name};
  alarm.configured = now;
  alarm.state_changed = now;
  alarm.evaluated = now;
  const auto at = alarms_.find(key);
  if (at != alarms_.end()) {
    alarm.state = at->second.state;
    alarm.reason = at->second.reason;
    alarm.state_changed = at->second.state_changed;
  }
  const auto* const verb = at == alarms_.end() ? "created" : "updated";
  const auto& stored = alarms_.insert_or_assign(std::move(key), std::move(alarm)).first->second;
  note(stored, now, "ConfigurationUpdate", fmt::format("Alarm \"{}\" {}", stored.name, verb));
}

const Alarm* AlarmBook::find(const std::string& region, const std::string& name) const {
  const auto at = alarms_.find({region, name});
  return at == alarms_.end() ? nullptr : &at->second;
}

void AlarmBook::change(Alarm& alarm, AlarmState state, std::string reason, core::Timestamp now) {
  const auto old_state = alarm.state;
  alarm.reason = std::move(reason);
  if (state == old_state) return;
  alarm.state = state;
  alarm.state_changed = now;
  note(alarm, now, "StateUpdate",
       fmt::format("Alarm updated from {} to {}", to_text(old_state), to_text(state)));
  if (!alarm.actions_enabled) return;
  for (const auto& target : actions_for(alarm, state)) {
    notifications_.push_back({now, target, alarm.name, old_state, state, alarm.reason});
    note(alarm, now, "Action", fmt::format("Successfully executed action {}", target));
  }
}

bool AlarmBook::set_state(const std::string& region, const std::string& name, AlarmState state,
                          std::string reason, core::Timestamp now) {
  const auto at = alarms_.find({region, name});
  if (at == alarms_.end()) return false;
  // The next evaluation takes it back: until then it stands.
  at->second.evaluated = now;
  change(at->second, state, std::move(reason), now);
  return true;
}

void AlarmBook::remove(const std::string& region, const std::string& name) {
  alarms_.erase({region, name});
}

void AlarmBook::evaluate(const MetricStore& metrics, core::Timestamp now, bool at_once) {
  for (auto& [key, alarm] : alarms_) {
    if (!at_once && minute_of(alarm.evaluated) == minute_of(now)) continue;
    alarm.evaluated = now;
    const auto verdict = judge(alarm.rule, recent_values(alarm.rule, metrics, now), alarm.state);
    if (verdict.state != alarm.state) change(alarm, verdict.state, verdict.reason, now);
  }
}

void AlarmBook::replace_all(std::map<Key, Alarm> alarms, std::vector<AlarmEvent> history) {
  alarms_ = std::move(alarms);
  history_ = std::move(history);
}

}  // namespace atb::aws_simulator
