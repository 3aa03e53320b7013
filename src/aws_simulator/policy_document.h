#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aws_simulator/service_error.h"

/// IAM policies as JSON text. Pure.
/// Source: IAM guide, "IAM JSON policy elements reference" and "Grammar of the policy language".
namespace atb::aws_simulator {

/// How many of a request's values must match.
enum class Quantifier { one_value, any_value, all_values };

/// `"StringLike": {"aws:PrincipalArn": ["…"]}`, one key of it.
struct Condition {
  std::string test;        ///< operator without quantifier and IfExists: "StringLike"
  bool if_exists = false;  ///< holds when the key is not in the request
  Quantifier quantifier = Quantifier::one_value;
  std::string key;  ///< as it was written; compared without regard to case
  std::vector<std::string> values;
};

/// `"Principal": {"AWS": "…"}`; "*" is type "AWS", value "*".
struct Principals {
  bool is_negated = false;                                   ///< NotPrincipal
  std::vector<std::pair<std::string, std::string>> entries;  ///< type and value
};

struct Statement {
  std::string sid;
  bool is_allow = false;
  std::optional<Principals> principals;
  std::vector<std::string> actions;
  bool actions_negated = false;        ///< NotAction
  std::vector<std::string> resources;  ///< empty in a trust policy
  bool resources_negated = false;      ///< NotResource
  std::vector<Condition> conditions;
};

struct PolicyDocument {
  std::string version;
  std::vector<Statement> statements;
};

/// What a policy is written for decides which elements it must and must not have.
enum class PolicyKind {
  identity,  ///< of a user or role: Resource, no Principal
  trust,     ///< who may assume a role: Principal, no Resource
  resource,  ///< of a secret: Principal and Resource
};

/// Reads a policy. @error MalformedPolicyDocument with the reason (status 400)
[[nodiscard]] Outcome<PolicyDocument> parse_policy(std::string_view text, PolicyKind kind);

}  // namespace atb::aws_simulator
