#include "aws/iam_answer.h"

#include <charconv>

#include "aws/errors.h"

namespace atb::aws {
namespace {

using core::Result;

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string copy(const XmlNode& node, const char* name) {
  return std::string{node.text(name)};
}

std::optional<core::Timestamp> time_in(const XmlNode& node, const char* name) {
  const auto time = core::parse_timestamp(node.text(name));
  return time ? std::optional{*time} : std::nullopt;
}

int number_in(const XmlNode& node, const char* name) {
  const auto text = node.text(name);
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::optional<Decision> decision_of(std::string_view text) {
  if (text == "allowed") return Decision::allowed;
  if (text == "explicitDeny") return Decision::explicit_deny;
  if (text == "implicitDeny") return Decision::implicit_deny;
  return std::nullopt;
}

}  // namespace

std::string percent_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? digit_of(text[i + 1]) : -1;
    const int low = high >= 0 ? digit_of(text[i + 2]) : -1;
    if (low < 0) {
      decoded += text[i];
      continue;
    }
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return decoded;
}

Result<Policy> policy_in(const XmlNode& policy, std::string_view action) {
  Policy found{copy(policy, "Arn"), copy(policy, "PolicyName"), copy(policy, "DefaultVersionId"),
               number_in(policy, "AttachmentCount")};
  if (found.arn.empty() || found.default_version_id.empty()) return malformed_answer(kIam, action);
  return found;
}

Result<PolicyVersion> policy_version_in(const XmlNode& version, std::string_view action) {
  PolicyVersion found{copy(version, "VersionId"), version.text("IsDefaultVersion") == "true",
                      time_in(version, "CreateDate"), percent_decoded(version.text("Document"))};
  if (found.version_id.empty()) return malformed_answer(kIam, action);
  return found;
}

Result<Role> role_in(const XmlNode& role, std::string_view action) {
  Role found{copy(role, "Arn"), copy(role, "RoleName"), copy(role, "Path"),
             percent_decoded(role.text("AssumeRolePolicyDocument")), time_in(role, "CreateDate")};
  if (found.arn.empty() || found.name.empty()) return malformed_answer(kIam, action);
  return found;
}

Result<InstanceProfile> instance_profile_in(const XmlNode& profile, std::string_view action) {
  InstanceProfile found{copy(profile, "Arn"), copy(profile, "InstanceProfileName"), {}};
  if (found.arn.empty() || found.name.empty()) return malformed_answer(kIam, action);
  for (const auto& member : profile.members("Roles")) {
    ATB_ASSIGN(auto role, role_in(member, action));
    found.roles.push_back(std::move(role));
  }
  return found;
}

Result<AttachedPolicy> attached_policy_in(const XmlNode& policy, std::string_view action) {
  AttachedPolicy found{copy(policy, "PolicyName"), copy(policy, "PolicyArn")};
  if (found.arn.empty()) return malformed_answer(kIam, action);
  return found;
}

Result<std::vector<SimulationResult>> simulations_in(const XmlNode& evaluation,
                                                     std::string_view action) {
  const auto name = evaluation.text("EvalActionName");
  std::vector<SimulationResult> found;
  const auto take = [&](const XmlNode& node, const char* decision_name) {
    const auto decision = decision_of(node.text(decision_name));
    if (!decision || name.empty()) return false;
    SimulationResult result{std::string{name}, copy(node, "EvalResourceName"), *decision, {}, {}};
    for (const auto& key : node.members("MissingContextValues"))
      result.missing_context.emplace_back(key.text());
    for (const auto& statement : node.members("MatchedStatements"))
      result.matched.push_back(copy(statement, "SourcePolicyId"));
    found.push_back(std::move(result));
    return true;
  };
  const auto apart = evaluation.members("ResourceSpecificResults");
  for (const auto& node : apart)
    if (!take(node, "EvalResourceDecision")) return malformed_answer(kIam, action);
  if (apart.empty() && !take(evaluation, "EvalDecision")) return malformed_answer(kIam, action);
  return found;
}

}  // namespace atb::aws
