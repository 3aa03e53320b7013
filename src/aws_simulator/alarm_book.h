#pragma once

#include <map>
#include <string>
#include <vector>

#include "aws_simulator/alarm_rules.h"

namespace atb::aws_simulator {

struct Alarm {
  std::string name;
  std::string arn;
  std::string description;
  bool actions_enabled = true;
  std::vector<std::string> ok_actions;
  std::vector<std::string> alarm_actions;
  std::vector<std::string> insufficient_data_actions;
  AlarmRule rule;
  AlarmState state = AlarmState::insufficient_data;
  std::string reason = "Unchecked: Initial alarm creation";
  core::Timestamp configured;
  core::Timestamp state_changed;
  core::Timestamp evaluated;  ///< not again within the same minute
};

/// One entry of an alarm's history.
struct AlarmEvent {
  std::string region;
  std::string alarm;
  core::Timestamp time;
  std::string type;  ///< "ConfigurationUpdate", "StateUpdate", "Action"
  std::string summary;
  std::string data;  ///< JSON
};

/// A message that an alarm's action sent.
struct Notification {
  core::Timestamp time;
  std::string target;  ///< ARN, of an SNS topic mostly
  std::string alarm;
  AlarmState old_state;
  AlarmState new_state;
  std::string reason;
};

/// The alarms of one account, what became of them, and whom they told. Pure.
class AlarmBook {
 public:
  using Key = std::pair<std::string, std::string>;  ///< region and name

  /// Overwrites an alarm of that name whole, but keeps its state.
  void put(Alarm alarm, core::Timestamp now);
  [[nodiscard]] const Alarm* find(const std::string& region, const std::string& name) const;
  /// False when there is no such alarm.
  bool set_state(const std::string& region, const std::string& name, AlarmState state,
                 std::string reason, core::Timestamp now);
  void remove(const std::string& region, const std::string& name);
  /// Judges every alarm, once in a minute, or all of them with `at_once`.
  void evaluate(const MetricStore& metrics, core::Timestamp now, bool at_once);

  [[nodiscard]] const std::map<Key, Alarm>& alarms() const noexcept { return alarms_; }
  [[nodiscard]] const std::vector<AlarmEvent>& history() const noexcept { return history_; }
  [[nodiscard]] const std::vector<Notification>& notifications() const noexcept {
    return notifications_;
  }
  void replace_all(std::map<Key, Alarm> alarms, std::vector<AlarmEvent> history);

 private:
  void change(Alarm& alarm, AlarmState state, std::string reason, core::Timestamp now);
  void note(const Alarm& alarm, core::Timestamp now, std::string type, std::string summary);

  std::map<Key, Alarm> alarms_;
  std::vector<AlarmEvent> history_;
  std::vector<Notification> notifications_;
};

}  // namespace atb::aws_simulator
