#pragma once

#include <string>
#include <vector>

#include "account/policy.h"
#include "aws/services/iam.h"
#include "core/error.h"

namespace atb::account {

struct RoleOptions {
  std::string name;  ///< of the role and of its instance profile
  ApplyOptions apply;
};

/// One thing that had to be so.
struct RoleStep {
  std::string what;    ///< "instance profile ai-trading-bot-staging"
  std::string result;  ///< "made", "in place", "would be made", …
};

struct RoleReport {
  std::string role_arn;  ///< as IAM tells it; empty while a dry run would make the role
  std::vector<RoleStep> steps;
  std::vector<std::string> warnings;
};

/// "ai-trading-bot-<environment>".
[[nodiscard]] std::string default_role_name(settings::Environment environment);

/// Who may take the role on: EC2 alone. Pure.
[[nodiscard]] std::string ec2_trust_policy(std::string_view partition);

/// Sees to policy, role, attachment, instance profile and the role in it, each looked at first: a
/// second run changes nothing, an interrupted one is finished by the next.
/// @error role.bad_name (usage)
///        role.other_trust (refused)    a role of that name trusts others than EC2
///        role.other_profile (refused)  the instance profile holds another role
[[nodiscard]] core::Result<RoleReport> apply_role(aws::Iam& iam, const PolicyPlan& plan,
                                                  const RoleOptions& options);

/// What a person has to do then, as EC2 is not ours.
[[nodiscard]] std::string steps_by_hand(const std::string& profile, const std::string& region);

}  // namespace atb::account
