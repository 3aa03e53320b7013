#include "aws_simulator/secret_policy.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr std::size_t kPolicyLengthMax = 20'480;

ServiceError malformed(std::string message) {
  return {"MalformedPolicyDocumentException", std::move(message)};
}

bool is_text_or_texts(const json& value) {
  return value.is_string() || (value.is_array() && !value.empty() &&
                               std::all_of(value.begin(), value.end(),
                                           [](const json& item) { return item.is_string(); }));
}

/// One of the pair has to be there, and not both.
const json* either(const json& statement, const char* one, const char* other) {
  const auto first = statement.find(one);
  const auto second = statement.find(other);
  if ((first == statement.end()) == (second == statement.end())) return nullptr;
  return first == statement.end() ? &*second : &*first;
}

std::optional<ServiceError> check_statement(const json& statement) {
  if (!statement.is_object()) return malformed("A statement is not an object.");
  const auto effect = statement.find("Effect");
  if (effect == statement.end() || (*effect != "Allow" && *effect != "Deny"))
    return malformed("A statement lacks Effect Allow or Deny.");
  const json* const principal = either(statement, "Principal", "NotPrincipal");
  if (principal == nullptr || !(*principal == "*" || principal->is_object()))
    return malformed("This resource policy contains an unsupported principal.");
  const json* const action = either(statement, "Action", "NotAction");
  if (action == nullptr || !is_text_or_texts(*action))
    return malformed("A statement lacks Action or NotAction.");
  const json* const resource = either(statement, "Resource", "NotResource");
  if (resource == nullptr || !is_text_or_texts(*resource))
    return malformed("A statement lacks Resource or NotResource.");
  if (const auto condition = statement.find("Condition");
      condition != statement.end() && !condition->is_object())
    return malformed("The Condition of a statement is not an object.");
  return std::nullopt;
}

json statements_of(const json& policy) {
  const auto& statements = policy.at("Statement");
  return statements.is_array() ? statements : json::array({statements});
}

/// "*", or {"AWS":"*"} or with "*" in a list.
bool is_everybody(const json& principal) {
  if (principal.is_string()) return principal == "*";
  if (principal.is_array() || principal.is_object())
    return std::any_of(principal.begin(), principal.end(), is_everybody);
  return false;
}

}  // namespace

std::optional<ServiceError> check_policy(std::string_view text) {
  if (text.empty() || text.size() > kPolicyLengthMax)
    return ServiceError{"InvalidParameterException",
                        "ResourcePolicy must be between 1 and 20480 characters long."};
  const auto policy = json::parse(text, nullptr, false);
  if (!policy.is_object()) return malformed("This resource policy contains invalid Json.");
  const auto version = policy.find("Version");
  if (version != policy.end() && *version != "2012-10-17" && *version != "2008-10-17")
    return malformed("The policy must contain a valid version string.");
  if (!policy.contains("Statement")) return malformed("The policy has no Statement.");
  const auto statements = statements_of(policy);
  if (statements.empty()) return malformed("The policy has no Statement.");
  for (const auto& statement : statements)
    if (auto fault = check_statement(statement)) return fault;
  return std::nullopt;
}

bool is_public_policy(std::string_view text) {
  const auto statements = statements_of(json::parse(text));
  return std::any_of(statements.begin(), statements.end(), [](const json& statement) {
    if (statement.at("Effect") != "Allow" || statement.contains("Condition")) return false;
    return statement.contains("NotPrincipal") || is_everybody(statement.at("Principal"));
  });
}

}  // namespace atb::aws_simulator
