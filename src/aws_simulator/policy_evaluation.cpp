#include "aws_simulator/policy_evaluation.h"

#include <algorithm>

#include <fmt/format.h>

#include "aws_simulator/wildcard.h"

namespace atb::aws_simulator {
namespace {

/// How a Principal element meets the caller.
enum class Match { none, account, direct };

Match match_entry(const std::pair<std::string, std::string>& entry, const PrincipalFacts& caller) {
  const auto& [type, value] = entry;
  if (type == "AWS" && value == "*") return Match::direct;
  if (type != caller.type) return Match::none;
  if (value == caller.name) return Match::direct;
  if (type != "AWS") return Match::none;
  if (!caller.session_issuer_arn.empty() && value == caller.session_issuer_arn)
    return Match::direct;
  const bool is_account =
      value == caller.account ||
      (value.starts_with("arn:") && value.ends_with(fmt::format(":iam::{}:root", caller.account)));
  return is_account && !caller.account.empty() ? Match::account : Match::none;
}

Match match_principals(const Statement& statement, const PrincipalFacts& caller) {
  if (!statement.principals) return Match::direct;
  Match best = Match::none;
  for (const auto& entry : statement.principals->entries)
    best = std::max(best, match_entry(entry, caller));
  if (!statement.principals->is_negated) return best;
  return best == Match::none ? Match::direct : Match::none;
}

bool covers_action(const Statement& statement, const std::string& action) {
  const bool is_listed = std::any_of(
      statement.actions.begin(), statement.actions.end(),
      [&](const auto& pattern) { return matches_wildcard_ignoring_case(pattern, action); });
  return is_listed != statement.actions_negated;
}

bool covers_resource(const Statement& statement, const std::string& resource) {
  if (statement.resources.empty()) return true;
  const bool is_listed = std::any_of(
      statement.resources.begin(), statement.resources.end(),
      [&](const auto& pattern) { return pattern == "*" || matches_arn(pattern, resource); });
  return is_listed != statement.resources_negated;
}

bool conditions_hold(const Statement& statement, const AccessRequest& request,
                     Evaluation& evaluation) {
  bool all_hold = true;
  for (const auto& condition : statement.conditions) {
    if (misses_key(condition, request.context)) evaluation.missing_keys.insert(condition.key);
    all_hold = holds(condition, request.context) && all_hold;
  }
  return all_hold;
}

}  // namespace

Evaluation evaluate(const std::vector<PolicyDocument>& policies, const AccessRequest& request) {
  Evaluation evaluation;
  std::vector<StatementPlace> allows;
  std::vector<StatementPlace> denies;
  for (std::size_t p = 0; p < policies.size(); ++p) {
    for (std::size_t s = 0; s < policies[p].statements.size(); ++s) {
      const auto& statement = policies[p].statements[s];
      const auto match = match_principals(statement, request.principal);
      if (match == Match::none || !covers_action(statement, request.action) ||
          !covers_resource(statement, request.resource) ||
          !conditions_hold(statement, request, evaluation))
        continue;
      if (!statement.is_allow)
        denies.push_back({p, s});
      else if (match == Match::direct)
        allows.push_back({p, s});
      else
        evaluation.is_delegated = true;
    }
  }
  if (!denies.empty())
    evaluation.decision = Decision::explicit_deny;
  else if (!allows.empty())
    evaluation.decision = Decision::allowed;
  evaluation.matched = denies.empty() ? std::move(allows) : std::move(denies);
  return evaluation;
}

}  // namespace atb::aws_simulator
