#pragma once

#include <map>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "aws_simulator/alarm_book.h"
#include "aws_simulator/call_fields.h"

namespace atb::aws_simulator {

/// What an operation of CloudWatch works on.
struct CloudWatchContext {
  MetricStore& metrics;
  AlarmBook& alarms;
  const ServiceCall& call;
};

/// The result as nested values; null: the operation has none.
using CloudWatchOperation = Outcome<nlohmann::json> (*)(const Fields& input,
                                                        CloudWatchContext& context);
using CloudWatchOperations = std::map<std::string_view, CloudWatchOperation>;

/// PutMetricData, ListMetrics, GetMetricStatistics, GetMetricData.
[[nodiscard]] const CloudWatchOperations& metric_operations();

/// PutMetricAlarm, DescribeAlarms, DescribeAlarmHistory, SetAlarmState, DeleteAlarms.
[[nodiscard]] const CloudWatchOperations& alarm_operations();

/// Name and Value of the list under "Dimensions". @error InvalidParameterValue for more than 30
[[nodiscard]] Outcome<std::map<std::string, std::string>> dimensions_in(const Fields& input);

/// Dimensions as a list of Name and Value.
[[nodiscard]] nlohmann::json dimensions_view(const std::map<std::string, std::string>& dimensions);

/// A period of 10, 30, or a multiple of 60 seconds. @error InvalidParameterValue
[[nodiscard]] Outcome<core::Duration> period_in(const Fields& input);

/// "arn:aws:cloudwatch:R:A:alarm:NAME"
[[nodiscard]] std::string alarm_arn(const ServiceCall& call, const std::string& name);

}  // namespace atb::aws_simulator
