#include <algorithm>

#include <fmt/format.h>

#include "aws_simulator/iam_operations.h"
#include "aws_simulator/iam_rules.h"
#include "aws_simulator/wire_text.h"
#include "net/headers.h"

namespace atb::aws_simulator {

using nlohmann::json;

json role_view(const Role& role) {
  json view{{"Path", role.principal.path},
            {"RoleName", role.principal.name},
            {"RoleId", role.principal.id},
            {"Arn", role.principal.arn},
            {"CreateDate", to_wire(Protocol::query, role.principal.created)},
            {"AssumeRolePolicyDocument", percent_encode(role.trust_policy)},
            {"MaxSessionDuration", role.max_session_seconds}};
  if (!role.description.empty()) view["Description"] = role.description;
  return view;
}

namespace {

constexpr int kNotFound = 404;
constexpr int kConflict = 409;
constexpr std::size_t kRoleNameMax = 64;
constexpr std::size_t kPolicyNameMax = 128;

Outcome<Role*> role_in(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto name, input.needed_text("RoleName"));
  return context.store.role(name);
}

tl::unexpected<ServiceError> conflict(std::string message) {
  return refuse_with(kConflict, "DeleteConflict", std::move(message));
}

Outcome<json> create_role(const Fields& input, IamContext& context) {
  auto& store = context.store;
  Role role;
  ATB_TAKE(const auto name, name_in(input, "RoleName", kRoleNameMax));
  ATB_TAKE(const auto path, path_in(input));
  ATB_TAKE(role.description, input.text("Description"));
  ATB_TAKE(role.max_session_seconds, input.integer_between("MaxSessionDuration", kSessionSecondsMin,
                                                           kSessionSecondsMin, kSessionSecondsMax));
  ATB_TAKE(role.trust_policy,
           document_in(input, "AssumeRolePolicyDocument", PolicyKind::trust, kTrustPolicySizeMax));
  if (store.role(name))
    return refuse_with(kConflict, "EntityAlreadyExists",
                       fmt::format("Role with name {} already exists.", name));
  role.principal = store.make_principal("role", "AROA", name, path, context.call.now);
  const auto& stored =
      store.roles.insert_or_assign(net::lower_case(name), std::move(role)).first->second;
  return json{{"Role", role_view(stored)}};
}

Outcome<json> get_role(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto* const role, role_in(input, context));
  return json{{"Role", role_view(*role)}};
}

Outcome<json> list_roles(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto prefix, input.text("PathPrefix"));
  std::vector<json> entries;
  for (const auto& [name, role] : context.store.roles)
    if (role.principal.path.starts_with(prefix)) entries.push_back(role_view(role));
  return iam_page(input, "Roles", entries);
}

Outcome<json> update_assume_role_policy(const Fields& input, IamContext& context) {
  ATB_TAKE(auto* const role, role_in(input, context));
  ATB_TAKE(role->trust_policy,
           document_in(input, "PolicyDocument", PolicyKind::trust, kTrustPolicySizeMax));
  return json{};
}

Outcome<json> delete_role(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto* const role, role_in(input, context));
  if (!role->principal.attached.empty())
    return conflict("Cannot delete entity, must detach all policies first.");
  if (!role->principal.inline_policies.empty())
    return conflict("Cannot delete entity, must delete policies first.");
  for (const auto& [name, profile] : context.store.profiles)
    if (profile.role == role->principal.name)
      return conflict("Cannot delete entity, must remove roles from instance profile first.");
  context.store.roles.erase(net::lower_case(role->principal.name));
  return json{};
}

Outcome<json> attach_role_policy(const Fields& input, IamContext& context) {
  ATB_TAKE(auto* const role, role_in(input, context));
  ATB_TAKE(const auto arn, input.needed_text("PolicyArn"));
  ATB_CHECK(context.store.policy(arn));
  return attach_policy(role->principal, arn, "PoliciesPerRole");
}

Outcome<json> detach_role_policy(const Fields& input, IamContext& context) {
  ATB_TAKE(auto* const role, role_in(input, context));
  ATB_TAKE(const auto arn, input.needed_text("PolicyArn"));
  auto& attached = role->principal.attached;
  const auto at = std::find(attached.begin(), attached.end(), arn);
  if (at == attached.end())
    return refuse_with(kNotFound, "NoSuchEntity", fmt::format("Policy {} was not found.", arn));
  attached.erase(at);
  return json{};
}

Outcome<json> list_attached_role_policies(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto* const role, role_in(input, context));
  std::vector<json> entries;
  for (const auto& arn : role->principal.attached)
    entries.push_back({{"PolicyName", context.store.policies.at(arn).name}, {"PolicyArn", arn}});
  return iam_page(input, "AttachedPolicies", entries);
}

Outcome<json> put_role_policy(const Fields& input, IamContext& context) {
  ATB_TAKE(auto* const role, role_in(input, context));
  return put_inline_policy(input, role->principal, kInlineRolePoliciesSizeMax);
}

Outcome<std::map<std::string, std::string>::iterator> inline_policy_in(const Fields& input,
                                                                       Role& role) {
  ATB_TAKE(const auto name, name_in(input, "PolicyName", kPolicyNameMax));
  const auto at = role.principal.inline_policies.find(name);
  if (at == role.principal.inline_policies.end())
    return refuse_with(kNotFound, "NoSuchEntity",
                       fmt::format("The role policy with name {} cannot be found.", name));
  return at;
}

Outcome<json> get_role_policy(const Fields& input, IamContext& context) {
  ATB_TAKE(auto* const role, role_in(input, context));
  ATB_TAKE(const auto at, inline_policy_in(input, *role));
  return json{{"RoleName", role->principal.name},
              {"PolicyName", at->first},
              {"PolicyDocument", percent_encode(at->second)}};
}

Outcome<json> list_role_policies(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto* const role, role_in(input, context));
  std::vector<json> entries;
  for (const auto& [name, document] : role->principal.inline_policies) entries.emplace_back(name);
  return iam_page(input, "PolicyNames", entries);
}

Outcome<json> delete_role_policy(const Fields& input, IamContext& context) {
  ATB_TAKE(auto* const role, role_in(input, context));
  ATB_TAKE(const auto at, inline_policy_in(input, *role));
  role->principal.inline_policies.erase(at);
  return json{};
}

}  // namespace

const IamOperations& role_operations() {
  static const IamOperations operations{
      {"CreateRole", &create_role},
      {"GetRole", &get_role},
      {"ListRoles", &list_roles},
      {"UpdateAssumeRolePolicy", &update_assume_role_policy},
      {"DeleteRole", &delete_role},
      {"AttachRolePolicy", &attach_role_policy},
      {"DetachRolePolicy", &detach_role_policy},
      {"ListAttachedRolePolicies", &list_attached_role_policies},
      {"PutRolePolicy", &put_role_policy},
      {"GetRolePolicy", &get_role_policy},
      {"ListRolePolicies", &list_role_policies},
      {"DeleteRolePolicy", &delete_role_policy},
  };
  return operations;
}

}  // namespace atb::aws_simulator
