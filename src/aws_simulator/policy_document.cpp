#include "aws_simulator/policy_document.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aws_simulator/json_input.h"
#include "aws_simulator/outcome.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr std::array kTests{
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
    "ArnEquals",
    "ArnLike",
    "ArnNotEquals",
    "ArnNotLike",
    "Bool",
    "Null",
    "IpAddress",
    "NotIpAddress",
};
constexpr std::array kStatementKeys{"Sid",          "Effect",      "Principal",
                                    "NotPrincipal", "Action",      "NotAction",
                                    "Resource",     "NotResource", "Condition"};

tl::unexpected<ServiceError> malformed(std::string reason) {
  return refuse("MalformedPolicyDocument", std::move(reason));
}

template <std::size_t N>
bool is_one_of(const std::array<const char*, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// One text or a list of texts, never empty.
Outcome<std::vector<std::string>> texts_of(const json& value, std::string_view element) {
  std::vector<std::string> texts;
  const json list = value.is_array() ? value : json::array({value});
  for (const auto& item : list) {
    if (item.is_string())
      texts.push_back(item.get<std::string>());
    else if (item.is_boolean() && element == "Condition")
      texts.emplace_back(item.get<bool>() ? "true" : "false");
    else
      return malformed(
          fmt::format("Syntax error: {} must be a string or a list of strings.", element));
  }
  if (texts.empty()) return malformed(fmt::format("The {} list must not be empty.", element));
  return texts;
}

Outcome<void> parse_principals(const json& value, bool is_negated, Statement& statement) {
  Principals principals;
  principals.is_negated = is_negated;
  if (value == "*") {
    principals.entries.emplace_back("AWS", "*");
  } else if (value.is_object() && !value.empty()) {
    for (const auto& [type, names] : value.items()) {
      if (type != "AWS" && type != "Service" && type != "Federated" && type != "CanonicalUser")
        return malformed(fmt::format("Unknown principal type: \"{}\".", type));
      ATB_TAKE(const auto texts, texts_of(names, "Principal"));
      for (const auto& text : texts) principals.entries.emplace_back(type, text);
    }
  } else {
    return malformed("Invalid principal in policy: it must be \"*\" or an object.");
  }
  statement.principals = std::move(principals);
  return {};
}

/// "ForAnyValue:StringLikeIfExists" in its three parts.
Outcome<Condition> parse_test(std::string_view name) {
  Condition condition;
  constexpr std::string_view kAny = "ForAnyValue:";
  constexpr std::string_view kAll = "ForAllValues:";
  constexpr std::string_view kIfExists = "IfExists";
  std::string_view rest = name;
  if (rest.starts_with(kAny)) {
    condition.quantifier = Quantifier::any_value;
    rest.remove_prefix(kAny.size());
  } else if (rest.starts_with(kAll)) {
    condition.quantifier = Quantifier::all_values;
    rest.remove_prefix(kAll.size());
  }
  if (rest.ends_with(kIfExists)) {
    condition.if_exists = true;
    rest.remove_suffix(kIfExists.size());
  }
  if (!is_one_of(kTests, rest)) return malformed(fmt::format("Invalid Condition type : {}.", name));
  condition.test = rest;
  return condition;
}

Outcome<void> parse_conditions(const json& value, Statement& statement) {
  if (!value.is_object()) return malformed("Condition must be an object.");
  for (const auto& [name, keys] : value.items()) {
    ATB_TAKE(const auto pattern, parse_test(name));
    if (!keys.is_object() || keys.empty())
      return malformed(fmt::format("Condition {} must name a key.", name));
    for (const auto& [key, values] : keys.items()) {
      Condition condition = pattern;
      condition.key = key;
      ATB_TAKE(condition.values, texts_of(values, "Condition"));
      statement.conditions.push_back(std::move(condition));
    }
  }
  return {};
}

Outcome<void> check_resources(const Statement& statement) {
  for (const auto& resource : statement.resources)
    if (resource != "*" &&
        !(resource.starts_with("arn:") && std::count(resource.begin(), resource.end(), ':') >= 5))
      return malformed(fmt::format("Resource {} must be in ARN format or \"*\".", resource));
  return {};
}

Outcome<void> check_actions(const Statement& statement) {
  for (const auto& action : statement.actions)
    if (action != "*" && action.find(':') == std::string::npos)
      return malformed(
          "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
  return {};
}

/// Fills `texts` from the element or from its negation; exactly one of them must be there.
Outcome<void> parse_either(const json& value, const char* element, const char* negation,
                           std::vector<std::string>& texts, bool& is_negated) {
  if (value.contains(element) == value.contains(negation))
    return malformed(
        fmt::format("Policy statement must contain either {} or {}.", element, negation));
  is_negated = value.contains(negation);
  ATB_TAKE(texts, texts_of(value.at(is_negated ? negation : element), element));
  return {};
}

Outcome<void> parse_who_and_what(const json& value, PolicyKind kind, Statement& statement) {
  const bool names_principals = value.contains("Principal") || value.contains("NotPrincipal");
  const bool names_resources = value.contains("Resource") || value.contains("NotResource");
  if (kind == PolicyKind::identity && names_principals)
    return malformed("Policy document should not specify a principal.");
  if (kind != PolicyKind::identity && !names_principals)
    return malformed("Missing required field Principal.");
  if (kind == PolicyKind::trust && names_resources)
    return malformed("Has prohibited field Resource.");
  if (names_principals) {
    const bool is_negated = value.contains("NotPrincipal");
    ATB_CHECK(parse_principals(value.at(is_negated ? "NotPrincipal" : "Principal"), is_negated,
                               statement));
  }
  if (kind == PolicyKind::trust) return {};
  ATB_CHECK(parse_either(value, "Resource", "NotResource", statement.resources,
                         statement.resources_negated));
  return check_resources(statement);
}

Outcome<Statement> parse_statement(const json& value, PolicyKind kind) {
  if (!value.is_object()) return malformed("Syntax errors in policy: a statement is no object.");
  for (const auto& [key, unused] : value.items())
    if (!is_one_of(kStatementKeys, key))
      return malformed(fmt::format("Syntax errors in policy: unknown element {}.", key));
  Statement statement;
  ATB_TAKE(statement.sid, text_in(value, "Sid"));
  ATB_TAKE(const auto effect, text_in(value, "Effect"));
  if (effect != "Allow" && effect != "Deny")
    return malformed(effect.empty() ? std::string{"Missing required field Effect."}
                                    : fmt::format("Invalid effect: {}.", effect));
  statement.is_allow = effect == "Allow";
  ATB_CHECK(
      parse_either(value, "Action", "NotAction", statement.actions, statement.actions_negated));
  ATB_CHECK(check_actions(statement));
  ATB_CHECK(parse_who_and_what(value, kind, statement));
  if (const auto at = value.find("Condition"); at != value.end())
    ATB_CHECK(parse_conditions(*at, statement));
  return statement;
}

Outcome<void> check_sids(const PolicyDocument& document) {
  std::set<std::string_view> seen;
  for (const auto& statement : document.statements) {
    if (!statement.sid.empty() && !seen.insert(statement.sid).second)
      return malformed("Statement IDs (SID) in a single policy must be unique.");
    if (!std::all_of(statement.sid.begin(), statement.sid.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        }))
      return malformed("Statement IDs (SID) must be alpha-numeric.");
  }
  return {};
}

}  // namespace

Outcome<PolicyDocument> parse_policy(std::string_view text, PolicyKind kind) {
  const auto value = json::parse(text, nullptr, false);
  if (!value.is_object()) return malformed("Syntax errors in policy.");
  for (const auto& [key, unused] : value.items())
    if (key != "Version" && key != "Id" && key != "Statement")
      return malformed(fmt::format("Syntax errors in policy: unknown element {}.", key));
  PolicyDocument document;
  document.version = value.value("Version", json{"2008-10-17"}).is_string()
                         ? value.value("Version", "2008-10-17")
                         : std::string{};
  if (document.version != "2012-10-17" && document.version != "2008-10-17")
    return malformed("Policy document must be version 2012-10-17 or greater.");
  const auto statements = value.find("Statement");
  if (statements == value.end()) return malformed("Missing required field Statement.");
  const json list = statements->is_array() ? *statements : json::array({*statements});
  if (list.empty()) return malformed("Empty Statement list.");
  for (const auto& item : list) {
    ATB_TAKE(auto statement, parse_statement(item, kind));
    document.statements.push_back(std::move(statement));
  }
  ATB_CHECK(check_sids(document));
  return document;
}

}  // namespace atb::aws_simulator
