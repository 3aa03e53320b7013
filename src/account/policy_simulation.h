#pragma once

#include <string>
#include <vector>

#include "account/policy_checks.h"
#include "aws/protocol/client.h"
#include "aws/services/iam.h"
#include "core/error.h"

/// IAM's own opinion on what a policy allows, before it is made and once it is in force.
namespace atb::account {

/// Asks what the text alone allows. Changes nothing. @error those of Iam
[[nodiscard]] core::Result<std::vector<CheckResult>> simulate_text(
    aws::Iam& iam, const std::string& policy, const std::vector<PolicyCheck>& checks);

/// Asks what the role as it is now may do, all its policies together. IAM may take some seconds to
/// see what was just made: asked up to five times while the answers are wrong.
/// @error those of Iam
[[nodiscard]] core::Result<std::vector<CheckResult>> simulate_role(
    aws::Iam& iam, const std::string& role_arn, const std::vector<PolicyCheck>& checks,
    const aws::Surroundings& surroundings);

}  // namespace atb::account
