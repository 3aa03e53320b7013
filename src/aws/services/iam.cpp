#include "aws/services/iam.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "aws/protocol/paging.h"
#include "aws/services/iam_answer.h"

namespace atb::aws {
namespace {

using core::Result;

QueryForm role_form(std::string_view action, std::string_view role) {
  QueryForm form{kIam, action};
  form.add("RoleName", role);
  return form;
}

QueryForm policy_form(std::string_view action, std::string_view policy_arn) {
  QueryForm form{kIam, action};
  form.add("PolicyArn", policy_arn);
  return form;
}

QueryForm profile_form(std::string_view action, std::string_view profile) {
  QueryForm form{kIam, action};
  form.add("InstanceProfileName", profile);
  return form;
}

/// A call whose answer says only that it worked.
Result<void> command(Client& client, const QueryForm& form, std::string_view resource) {
  ATB_TRY(call_query(client, form, resource));
  return {};
}

}  // namespace

Result<void> Iam::call_all_pages(const QueryForm& form, std::string_view resource,
                                 const std::function<Result<void>(const XmlNode&)>& take) {
  return for_each_page(form.action(), [&](const std::string& marker) -> Result<std::string> {
    QueryForm page = form;
    page.add_some("Marker", marker);
    ATB_ASSIGN(const auto answer, call_query(client_, page, resource));
    ATB_TRY(take(answer.result));
    if (answer.result.text("IsTruncated") != "true") return std::string{};
    if (answer.result.text("Marker").empty()) return malformed_answer(kIam, form.action());
    return std::string{answer.result.text("Marker")};
  });
}

Result<Policy> Iam::create_policy(std::string_view name, std::string_view document,
                                  std::string_view description) {
  QueryForm form{kIam, "CreatePolicy"};
  form.act_once();
  form.add("PolicyName", name);
  form.add("PolicyDocument", document);
  form.add_some("Description", description);
  ATB_ASSIGN(const auto answer, call_query(client_, form, name));
  return policy_in(answer.result.child("Policy"), form.action());
}

Result<Policy> Iam::get_policy(std::string_view policy_arn) {
  const auto form = policy_form("GetPolicy", policy_arn);
  ATB_ASSIGN(const auto answer, call_query(client_, form, policy_arn));
  return policy_in(answer.result.child("Policy"), form.action());
}

Result<PolicyVersion> Iam::get_policy_version(std::string_view policy_arn,
                                              std::string_view version_id) {
  auto form = policy_form("GetPolicyVersion", policy_arn);
  form.add("VersionId", version_id);
  ATB_ASSIGN(const auto answer, call_query(client_, form, policy_arn));
  return policy_version_in(answer.result.child("PolicyVersion"), form.action());
}

Result<std::vector<PolicyVersion>> Iam::list_policy_versions(std::string_view policy_arn) {
  const auto form = policy_form("ListPolicyVersions", policy_arn);
  std::vector<PolicyVersion> versions;
  const auto take = [&](const XmlNode& result) -> Result<void> {
    for (const auto& member : result.members("Versions")) {
      ATB_ASSIGN(auto version, policy_version_in(member, form.action()));
      versions.push_back(std::move(version));
    }
    return {};
  };
  ATB_TRY(call_all_pages(form, policy_arn, take));
  return versions;
}

Result<PolicyVersion> Iam::create_policy_version(std::string_view policy_arn,
                                                 std::string_view document) {
  auto form = policy_form("CreatePolicyVersion", policy_arn);
  form.act_once();
  form.add("PolicyDocument", document);
  form.add("SetAsDefault", "true");
  ATB_ASSIGN(const auto answer, call_query(client_, form, policy_arn));
  return policy_version_in(answer.result.child("PolicyVersion"), form.action());
}

Result<void> Iam::delete_policy_version(std::string_view policy_arn, std::string_view version_id) {
  auto form = policy_form("DeletePolicyVersion", policy_arn);
  form.add("VersionId", version_id);
  return command(client_, form, policy_arn);
}

Result<Role> Iam::create_role(std::string_view name, std::string_view trust_policy,
                              std::string_view description) {
  auto form = role_form("CreateRole", name);
  form.act_once();
  form.add("AssumeRolePolicyDocument", trust_policy);
  form.add_some("Description", description);
  ATB_ASSIGN(const auto answer, call_query(client_, form, name));
  return role_in(answer.result.child("Role"), form.action());
}

Result<Role> Iam::get_role(std::string_view name) {
  const auto form = role_form("GetRole", name);
  ATB_ASSIGN(const auto answer, call_query(client_, form, name));
  return role_in(answer.result.child("Role"), form.action());
}

Result<void> Iam::update_assume_role_policy(std::string_view role, std::string_view trust_policy) {
  auto form = role_form("UpdateAssumeRolePolicy", role);
  form.add("PolicyDocument", trust_policy);
  return command(client_, form, role);
}

Result<void> Iam::attach_role_policy(std::string_view role, std::string_view policy_arn) {
  auto form = role_form("AttachRolePolicy", role);
  form.add("PolicyArn", policy_arn);
  return command(client_, form, role);
}

Result<std::vector<AttachedPolicy>> Iam::list_attached_role_policies(std::string_view role) {
  const auto form = role_form("ListAttachedRolePolicies", role);
  std::vector<AttachedPolicy> policies;
  const auto take = [&](const XmlNode& result) -> Result<void> {
    for (const auto& member : result.members("AttachedPolicies")) {
      ATB_ASSIGN(auto policy, attached_policy_in(member, form.action()));
      policies.push_back(std::move(policy));
    }
    return {};
  };
  ATB_TRY(call_all_pages(form, role, take));
  return policies;
}

Result<std::vector<std::string>> Iam::list_role_policies(std::string_view role) {
  std::vector<std::string> names;
  const auto take = [&](const XmlNode& result) -> Result<void> {
    for (const auto& member : result.members("PolicyNames")) names.emplace_back(member.text());
    return {};
  };
  ATB_TRY(call_all_pages(role_form("ListRolePolicies", role), role, take));
  return names;
}

Result<std::string> Iam::get_role_policy(std::string_view role, std::string_view policy_name) {
  auto form = role_form("GetRolePolicy", role);
  form.add("PolicyName", policy_name);
  ATB_ASSIGN(const auto answer, call_query(client_, form, role));
  auto document = percent_decoded(answer.result.text("PolicyDocument"));
  if (document.empty()) return malformed_answer(kIam, form.action());
  return document;
}

Result<InstanceProfile> Iam::create_instance_profile(std::string_view name) {
  auto form = profile_form("CreateInstanceProfile", name);
  form.act_once();
  ATB_ASSIGN(const auto answer, call_query(client_, form, name));
  return instance_profile_in(answer.result.child("InstanceProfile"), form.action());
}

Result<InstanceProfile> Iam::get_instance_profile(std::string_view name) {
  const auto form = profile_form("GetInstanceProfile", name);
  ATB_ASSIGN(const auto answer, call_query(client_, form, name));
  return instance_profile_in(answer.result.child("InstanceProfile"), form.action());
}

Result<void> Iam::add_role_to_instance_profile(std::string_view profile, std::string_view role) {
  auto form = profile_form("AddRoleToInstanceProfile", profile);
  form.add("RoleName", role);
  return command(client_, form, profile);
}

Result<std::vector<InstanceProfile>> Iam::list_instance_profiles_for_role(std::string_view role) {
  const auto form = role_form("ListInstanceProfilesForRole", role);
  std::vector<InstanceProfile> profiles;
  const auto take = [&](const XmlNode& result) -> Result<void> {
    for (const auto& member : result.members("InstanceProfiles")) {
      ATB_ASSIGN(auto profile, instance_profile_in(member, form.action()));
      profiles.push_back(std::move(profile));
    }
    return {};
  };
  ATB_TRY(call_all_pages(form, role, take));
  return profiles;
}

Result<std::vector<SimulationResult>> Iam::simulate(QueryForm form, std::string_view resource,
                                                    const Simulation& simulation) {
  form.add_list("ActionNames", simulation.actions);
  form.add_list("ResourceArns", simulation.resources);
  for (std::size_t i = 0; i < simulation.context.size(); ++i) {
    const auto& entry = simulation.context[i];
    const auto name = fmt::format("ContextEntries.member.{}", i + 1);
    form.add(name + ".ContextKeyName", entry.key);
    form.add_list(name + ".ContextKeyValues", entry.values);
    form.add(name + ".ContextKeyType", entry.type);
  }
  std::vector<SimulationResult> results;
  const auto take = [&](const XmlNode& result) -> Result<void> {
    for (const auto& member : result.members("EvaluationResults")) {
      ATB_ASSIGN(auto found, simulations_in(member, form.action()));
      std::move(found.begin(), found.end(), std::back_inserter(results));
    }
    return {};
  };
  ATB_TRY(call_all_pages(form, resource, take));
  return results;
}

Result<std::vector<SimulationResult>> Iam::simulate_principal_policy(std::string_view source_arn,
                                                                     const Simulation& simulation) {
  QueryForm form{kIam, "SimulatePrincipalPolicy"};
  form.add("PolicySourceArn", source_arn);
  return simulate(std::move(form), source_arn, simulation);
}

Result<std::vector<SimulationResult>> Iam::simulate_custom_policy(
    const std::vector<std::string>& documents, const Simulation& simulation) {
  QueryForm form{kIam, "SimulateCustomPolicy"};
  form.add_list("PolicyInputList", documents);
  return simulate(std::move(form), "", simulation);
}

}  // namespace atb::aws
