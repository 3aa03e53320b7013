#pragma once

#include <functional>
#include <string>

#include "aws_simulator/simulator.h"

namespace atb::aws_simulator {

/// Adds STS, IAM, CloudTrail, CloudWatch Logs and CloudWatch, wired to one another: IAM decides on
/// rights, CloudTrail records every call, trails write log lines, metric filters make metrics of
/// them, alarms watch those.
/// @param random_text  as many letters and digits as it is asked for
/// @param new_id       a UUID
/// @error simulator.state_malformed
[[nodiscard]] core::Result<void> add_account_services(
    Simulator& simulator, std::function<std::string(std::size_t)> random_text,
    std::function<std::string()> new_id);

}  // namespace atb::aws_simulator
