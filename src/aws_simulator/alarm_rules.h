#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aws_simulator/metric_store.h"

/// When an alarm changes its state. Pure.
/// Source: CloudWatch guide, "Evaluating an alarm" and "Configuring how alarms treat missing data".
namespace atb::aws_simulator {

enum class AlarmState { ok, alarm, insufficient_data };

/// "OK", "ALARM", "INSUFFICIENT_DATA".
[[nodiscard]] std::string_view to_text(AlarmState state);
[[nodiscard]] std::optional<AlarmState> parse_alarm_state(std::string_view text);

struct AlarmRule {
  MetricKey metric;
  std::string statistic;   ///< "Sum", "Average", "Minimum", "Maximum", "SampleCount"
  std::string unit;        ///< empty: any
  std::string comparison;  ///< "GreaterThanThreshold" and its three sisters
  double threshold = 0;
  core::Duration period = core::Duration::minutes(5);
  std::int64_t evaluation_periods = 1;
  std::int64_t datapoints_to_alarm = 1;
  std::string treat_missing = "missing";  ///< "breaching", "notBreaching", "ignore", "missing"
};

/// True for the four operators that a single metric can have.
[[nodiscard]] bool is_comparison(std::string_view name);

/// Values of the periods that end at `now`, newest first, nothing where a period has no data. As
/// many as are looked at: two more than `evaluation_periods`. The newest period ends with the
/// minute that is running, so that a value counts as soon as it is there.
[[nodiscard]] std::vector<std::optional<double>> recent_values(const AlarmRule& rule,
                                                               const MetricStore& metrics,
                                                               core::Timestamp now);

struct AlarmVerdict {
  AlarmState state;
  std::string reason;
};

/// @param values   as `recent_values` gives them
/// @param current  kept by "ignore" when data is missing
[[nodiscard]] AlarmVerdict judge(const AlarmRule& rule,
                                 const std::vector<std::optional<double>>& values,
                                 AlarmState current);

}  // namespace atb::aws_simulator
