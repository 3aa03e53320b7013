#pragma once

#include <string>
#include <vector>

#include "account/arn.h"
#include "account/policy_checks.h"
#include "aws/services/iam.h"
#include "aws/services/secrets_manager.h"
#include "aws/services/sts.h"
#include "core/error.h"
#include "secrets/target.h"

namespace atb::account {

struct PolicyOptions {
  Audience audience = Audience::reader;
  std::string name;         ///< of the managed policy; empty: default_policy_name
  std::string kms_key_arn;  ///< empty: the key that the secret uses
  bool with_heartbeat = false;
};

/// A managed policy that is about to be made: nothing of it is at AWS yet.
struct PolicyPlan {
  std::string name;
  std::string arn;  ///< of the policy
  std::string text;
  std::string secret_arn;  ///< exact, or a pattern
  bool secret_exists = false;
  std::vector<PolicyCheck> checks;
  Caller caller;
  std::vector<std::string> warnings;  ///< for people
};

/// "ai-trading-bot-<environment>-secrets", for people's policies with "-writer" or "-operator".
[[nodiscard]] std::string default_policy_name(settings::Environment environment, Audience audience);

/// Asks who calls and which secret and key are meant, and writes the policy. Changes nothing. While
/// the secret is not there (or may not be described), its ARN ends with a pattern of six
/// characters.
/// @error policy.bad_name (usage); those of policy_text, policy_key_arn, the services
[[nodiscard]] core::Result<PolicyPlan> plan_policy(aws::SecretsManager& manager, aws::Sts& sts,
                                                   const secrets::Target& target,
                                                   const PolicyOptions& options);

enum class PolicyOutcome { made, updated, unchanged, would_make, would_update };
[[nodiscard]] std::string_view name_of(PolicyOutcome outcome);

struct PolicyReport {
  PolicyOutcome outcome = PolicyOutcome::unchanged;
  std::string version_id;  ///< "v3", that counts now; empty while there is none
  std::string pruned;      ///< version that had to go, or would have to; empty: none
};

struct ApplyOptions {
  bool prune = false;  ///< may delete the oldest version that does not count, when there are five
  bool dry_run = false;
};

/// Makes the policy, or a new default version where the one that counts says something else.
/// @error policy.version_limit (refused)  five versions are there and `prune` is false
[[nodiscard]] core::Result<PolicyReport> apply_policy(aws::Iam& iam, const PolicyPlan& plan,
                                                      const ApplyOptions& options);

}  // namespace atb::account
