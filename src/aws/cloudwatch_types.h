#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/time.h"

/// What CloudWatch is asked with and what it answers.
namespace atb::aws {

struct Dimension {
  std::string name;
  std::string value;
  friend bool operator==(const Dimension&, const Dimension&) = default;
};

/// A metric's full name: another set of dimensions is another metric.
struct MetricName {
  std::string name_space = {};  ///< "AiTradingBot"
  std::string name = {};
  std::vector<Dimension> dimensions = {};
};

/// One measured value.
struct MetricDatum {
  std::string name = {};
  std::vector<Dimension> dimensions = {};
  double value = 0;                        ///< finite
  std::string unit = {};                   ///< "Count", "Seconds"; empty: none
  std::optional<core::Timestamp> at = {};  ///< nothing: when the service gets it
};

/// An alarm on one metric. The names are CloudWatch's.
struct MetricAlarm {
  std::string name = {};  ///< 1 to 255 characters
  std::string description = {};
  MetricName metric = {};
  std::string statistic = "Sum";
  int period_seconds = 300;
  int evaluation_periods = 1;
  int datapoints_to_alarm = 0;  ///< of the periods above; 0: all of them
  double threshold = 0;
  std::string comparison = "GreaterThanThreshold";
  std::string treat_missing_data = "missing";  ///< or breaching, notBreaching, ignore
  bool actions_enabled = true;
  std::vector<std::string> alarm_actions = {};  ///< ARNs of topics, at most five
  std::vector<std::string> ok_actions = {};
};

/// An alarm as CloudWatch holds it.
struct AlarmState {
  MetricAlarm alarm;
  std::string arn;
  std::string state;  ///< "OK", "ALARM", "INSUFFICIENT_DATA"
  std::string reason;
  std::optional<core::Timestamp> changed;
};

/// What of a metric is wanted. `start` belongs to it, `end` does not.
struct StatisticsRequest {
  MetricName metric = {};
  std::string statistic = "Sum";
  core::Timestamp start = {};
  core::Timestamp end = {};
  int period_seconds = 300;
};

struct Datapoint {
  core::Timestamp at;
  double value = 0;
};

}  // namespace atb::aws
