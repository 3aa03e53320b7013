#include <algorithm>

#include <fmt/format.h>

#include "aws_simulator/iam_operations.h"
#include "aws_simulator/iam_rules.h"
#include "aws_simulator/wire_text.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr int kConflict = 409;
constexpr std::size_t kPolicyNameMax = 128;

json policy_view(const IamStore& store, const ManagedPolicy& policy) {
  json view{{"PolicyName", policy.name},
            {"PolicyId", policy.id},
            {"Arn", policy.arn},
            {"Path", policy.path},
            {"DefaultVersionId", policy.default_version},
            {"AttachmentCount", store.attachment_count(policy.arn)},
            {"PermissionsBoundaryUsageCount", 0},
            {"IsAttachable", true},
            {"CreateDate", to_wire(Protocol::query, policy.created)},
            {"UpdateDate", to_wire(Protocol::query, policy.updated)}};
  if (!policy.description.empty()) view["Description"] = policy.description;
  return view;
}

json version_view(const ManagedPolicy& policy, const ManagedPolicyVersion& version,
                  bool with_document) {
  json view{{"VersionId", version.id},
            {"IsDefaultVersion", version.id == policy.default_version},
            {"CreateDate", to_wire(Protocol::query, version.created)}};
  if (with_document) view["Document"] = percent_encode(version.document);
  return view;
}

ManagedPolicyVersion& add_version(ManagedPolicy& policy, std::string document,
                                  core::Timestamp now) {
  policy.updated = now;
  return policy.versions.emplace_back(
      ManagedPolicyVersion{fmt::format("v{}", ++policy.versions_made), std::move(document), now});
}

/// The policy that is named in the call.
Outcome<ManagedPolicy*> policy_in(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto arn, input.needed_text("PolicyArn"));
  return context.store.policy(arn);
}

using VersionAt = std::vector<ManagedPolicyVersion>::iterator;

Outcome<VersionAt> version_in(const Fields& input, ManagedPolicy& policy) {
  ATB_TAKE(const auto id, input.needed_text("VersionId"));
  const auto at = std::find_if(policy.versions.begin(), policy.versions.end(),
                               [&](const auto& version) { return version.id == id; });
  if (at == policy.versions.end())
    return refuse_with(
        404, "NoSuchEntity",
        fmt::format("Policy {} version {} does not exist or is not attachable.", policy.arn, id));
  return at;
}

Outcome<json> create_policy(const Fields& input, IamContext& context) {
  auto& store = context.store;
  ManagedPolicy policy;
  ATB_TAKE(policy.name, name_in(input, "PolicyName", kPolicyNameMax));
  ATB_TAKE(policy.path, path_in(input));
  ATB_TAKE(policy.description, input.text("Description"));
  ATB_TAKE(auto document,
           document_in(input, "PolicyDocument", PolicyKind::identity, kManagedPolicySizeMax));
  policy.arn = fmt::format("arn:aws:iam::{}:policy{}{}", store.account, policy.path, policy.name);
  const bool is_taken =
      std::any_of(store.policies.begin(), store.policies.end(),
                  [&](const auto& entry) { return entry.second.name == policy.name; });
  if (is_taken)
    return refuse_with(kConflict, "EntityAlreadyExists",
                       fmt::format("A policy called {} already exists. Duplicate names are not "
                                   "allowed.",
                                   policy.name));
  policy.id = store.make_id("ANPA");
  policy.created = context.call.now;
  policy.default_version = add_version(policy, std::move(document), context.call.now).id;
  const std::string arn = policy.arn;
  const auto& stored = store.policies.insert_or_assign(arn, std::move(policy)).first->second;
  return json{{"Policy", policy_view(store, stored)}};
}

Outcome<json> get_policy(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto* const policy, policy_in(input, context));
  return json{{"Policy", policy_view(context.store, *policy)}};
}

Outcome<json> list_policies(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto scope, input.text("Scope"));
  ATB_TAKE(const auto prefix, input.text("PathPrefix"));
  ATB_TAKE(const bool only_attached, input.flag("OnlyAttached", false));
  std::vector<json> entries;
  for (const auto& [arn, policy] : context.store.policies) {
    const bool is_wanted = scope != "AWS" && policy.path.starts_with(prefix) &&
                           (!only_attached || context.store.attachment_count(arn) > 0);
    if (is_wanted) entries.push_back(policy_view(context.store, policy));
  }
  return iam_page(input, "Policies", entries);
}

Outcome<json> get_policy_version(const Fields& input, IamContext& context) {
  ATB_TAKE(auto* const policy, policy_in(input, context));
  ATB_TAKE(const auto at, version_in(input, *policy));
  return json{{"PolicyVersion", version_view(*policy, *at, true)}};
}

Outcome<json> list_policy_versions(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto* const policy, policy_in(input, context));
  std::vector<json> entries;
  for (auto at = policy->versions.rbegin(); at != policy->versions.rend(); ++at)
    entries.push_back(version_view(*policy, *at, false));
  return iam_page(input, "Versions", entries);
}

Outcome<json> create_policy_version(const Fields& input, IamContext& context) {
  ATB_TAKE(auto* const policy, policy_in(input, context));
  ATB_TAKE(const bool becomes_default, input.flag("SetAsDefault", false));
  ATB_TAKE(auto document,
           document_in(input, "PolicyDocument", PolicyKind::identity, kManagedPolicySizeMax));
  if (policy->versions.size() >= kPolicyVersionsMax)
    return refuse_with(kConflict, "LimitExceeded",
                       "A managed policy can have up to 5 versions. Before you create a new "
                       "version, you must delete an existing version.");
  const auto& version = add_version(*policy, std::move(document), context.call.now);
  if (becomes_default) policy->default_version = version.id;
  return json{{"PolicyVersion", version_view(*policy, version, false)}};
}

Outcome<json> delete_policy_version(const Fields& input, IamContext& context) {
  ATB_TAKE(auto* const policy, policy_in(input, context));
  ATB_TAKE(const auto at, version_in(input, *policy));
  if (at->id == policy->default_version)
    return refuse_with(kConflict, "DeleteConflict",
                       "Cannot delete the default version of a policy.");
  policy->versions.erase(at);
  return json{};
}

Outcome<json> set_default_policy_version(const Fields& input, IamContext& context) {
  ATB_TAKE(auto* const policy, policy_in(input, context));
  ATB_TAKE(const auto at, version_in(input, *policy));
  policy->default_version = at->id;
  policy->updated = context.call.now;
  return json{};
}

Outcome<json> delete_policy(const Fields& input, IamContext& context) {
  ATB_TAKE(const auto* const policy, policy_in(input, context));
  if (context.store.attachment_count(policy->arn) > 0)
    return refuse_with(kConflict, "DeleteConflict", "Cannot delete a policy attached to entities.");
  if (policy->versions.size() > 1)
    return refuse_with(kConflict, "DeleteConflict",
                       "This policy has more than one version. Before you delete a policy, you "
                       "must delete the policy's versions. The default version is deleted with the "
                       "policy.");
  context.store.policies.erase(std::string{policy->arn});
  return json{};
}

}  // namespace

const IamOperations& policy_operations() {
  static const IamOperations operations{
      {"CreatePolicy", &create_policy},
      {"GetPolicy", &get_policy},
      {"ListPolicies", &list_policies},
      {"GetPolicyVersion", &get_policy_version},
      {"ListPolicyVersions", &list_policy_versions},
      {"CreatePolicyVersion", &create_policy_version},
      {"DeletePolicyVersion", &delete_policy_version},
      {"SetDefaultPolicyVersion", &set_default_policy_version},
      {"DeletePolicy", &delete_policy},
  };
  return operations;
}

}  // namespace atb::aws_simulator
