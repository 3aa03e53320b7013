#pragma once

#include <nlohmann/json_fwd.hpp>

#include "aws_simulator/alarm_book.h"

/// CloudWatch's books as JSON, for the state file. What alarms sent is not kept.
namespace atb::aws_simulator {

[[nodiscard]] nlohmann::json save_cloudwatch(const MetricStore& metrics, const AlarmBook& alarms);

/// Throws nlohmann::json::exception for what `save_cloudwatch` did not write.
void load_cloudwatch(const nlohmann::json& state, MetricStore& metrics, AlarmBook& alarms);

}  // namespace atb::aws_simulator
