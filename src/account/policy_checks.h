#pragma once

#include <string>
#include <utility>
#include <vector>

#include "account/policy_text.h"

/// What a policy must allow and must not, to be asked of IAM's simulator before it counts. Pure.
namespace atb::account {

/// One question to the simulator: actions on one resource under one set of context keys.
struct PolicyCheck {
  std::vector<std::string> actions;
  std::string resource;  ///< ARN, or "*" for actions that know no resource
  std::vector<std::pair<std::string, std::string>> context;  ///< condition key, value
  bool allowed = true;                                       ///< what the answer must be
  std::string meaning;                                       ///< for people
};

/// The questions for the policy of `request`: its own secret allowed, the other environment's
/// secret and rights beyond the audience denied, the key only for this secret and only through
/// Secrets Manager, metrics only in the heartbeat's namespace.
/// @param other_secret  name of the other environment's secret
/// @error secrets.not_an_arn (usage)
[[nodiscard]] core::Result<std::vector<PolicyCheck>> policy_checks(const PolicyRequest& request,
                                                                   const std::string& other_secret);

/// What the simulator said to one check.
struct CheckResult {
  PolicyCheck check;
  std::vector<std::string> wrong;  ///< "secretsmanager:GetSecretValue: implicitDeny"; empty: passed
};

/// @error policy.simulation_failed (refused)  names every check that was answered otherwise
[[nodiscard]] core::Result<void> judge(const std::vector<CheckResult>& results);

}  // namespace atb::account
