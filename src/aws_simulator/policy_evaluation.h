#pragma once

#include <set>
#include <string>
#include <vector>

#include "aws_simulator/policy_condition.h"

/// What policies say about a request: an explicit deny wins over an allow, and without an allow the
/// answer is no. Pure. Source: IAM guide, "Policy evaluation logic".
namespace atb::aws_simulator {

/// Who asks, as a Principal element names it.
struct PrincipalFacts {
  std::string type = "AWS";        ///< "AWS", "Service" or "Federated"
  std::string name;                ///< ARN of the caller, or name of the service or provider
  std::string session_issuer_arn;  ///< the role of a role session, else empty
  std::string account;
};

struct AccessRequest {
  std::string action;
  std::string resource;  ///< not looked at where a statement has none (trust policies)
  PrincipalFacts principal;
  ConditionContext context;
};

enum class Decision { allowed, explicit_deny, implicit_deny };

/// A statement that decided: which policy, which statement of it.
struct StatementPlace {
  std::size_t policy = 0;
  std::size_t statement = 0;
};

struct Evaluation {
  Decision decision = Decision::implicit_deny;
  /// An allow names only the account: it lets the account's own policies decide.
  bool is_delegated = false;
  std::vector<StatementPlace> matched;
  std::set<std::string> missing_keys;  ///< condition keys that were needed and not in the request
};

/// All policies of one kind together.
[[nodiscard]] Evaluation evaluate(const std::vector<PolicyDocument>& policies,
                                  const AccessRequest& request);

}  // namespace atb::aws_simulator
