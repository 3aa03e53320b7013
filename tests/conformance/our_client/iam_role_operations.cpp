#include "iam_calls.h"

namespace atb::conformance {
namespace {

using Input = const json&;
using aws::Iam;
using aws::Session;

core::Result<json> create_role(Session& session, Input in) {
  return in_iam(
      session,
      [&](Iam& iam) {
        return iam.create_role(text(in, "RoleName"), text(in, "AssumeRolePolicyDocument"),
                               text(in, "Description"));
      },
      as_role);
}

core::Result<json> get_role(Session& session, Input in) {
  return in_iam(
      session, [&](Iam& iam) { return iam.get_role(text(in, "RoleName")); }, as_role);
}

core::Result<json> update_assume_role_policy(Session& session, Input in) {
  return in_iam(session, [&](Iam& iam) {
    return iam.update_assume_role_policy(text(in, "RoleName"), text(in, "PolicyDocument"));
  });
}

core::Result<json> attach_role_policy(Session& session, Input in) {
  return in_iam(session, [&](Iam& iam) {
    return iam.attach_role_policy(text(in, "RoleName"), text(in, "PolicyArn"));
  });
}

core::Result<json> list_attached_role_policies(Session& session, Input in) {
  return in_iam(
      session, [&](Iam& iam) { return iam.list_attached_role_policies(text(in, "RoleName")); },
      [](const auto& policies) {
        return json{{"AttachedPolicies", list(policies, [](const auto& policy) {
                       return json{{"PolicyName", policy.name}, {"PolicyArn", policy.arn}};
                     })}};
      });
}

core::Result<json> list_role_policies(Session& session, Input in) {
  return in_iam(
      session, [&](Iam& iam) { return iam.list_role_policies(text(in, "RoleName")); },
      [](const auto& names) {
        return json{{"PolicyNames", names}};
      });
}

core::Result<json> get_role_policy(Session& session, Input in) {
  return in_iam(
      session,
      [&](Iam& iam) { return iam.get_role_policy(text(in, "RoleName"), text(in, "PolicyName")); },
      [](const auto& document) {
        return json{{"PolicyDocument", document}};
      });
}

core::Result<json> create_instance_profile(Session& session, Input in) {
  return in_iam(
      session,
      [&](Iam& iam) { return iam.create_instance_profile(text(in, "InstanceProfileName")); },
      as_profile);
}

core::Result<json> get_instance_profile(Session& session, Input in) {
  return in_iam(
      session, [&](Iam& iam) { return iam.get_instance_profile(text(in, "InstanceProfileName")); },
      as_profile);
}

core::Result<json> add_role_to_instance_profile(Session& session, Input in) {
  return in_iam(session, [&](Iam& iam) {
    return iam.add_role_to_instance_profile(text(in, "InstanceProfileName"), text(in, "RoleName"));
  });
}

core::Result<json> list_instance_profiles_for_role(Session& session, Input in) {
  return in_iam(
      session, [&](Iam& iam) { return iam.list_instance_profiles_for_role(text(in, "RoleName")); },
      [](const auto& profiles) {
        return json{{"InstanceProfiles", list(profiles, [](const auto& p) { return to_json(p); })}};
      });
}

}  // namespace

const std::vector<Operation>& iam_role_operations() {
  static const std::vector<Operation> kOperations{
      {"iam", "CreateRole", {"RoleName", "AssumeRolePolicyDocument", "Description"}, &create_role},
      {"iam", "GetRole", {"RoleName"}, &get_role},
      {"iam", "UpdateAssumeRolePolicy", {"RoleName", "PolicyDocument"}, &update_assume_role_policy},
      {"iam", "AttachRolePolicy", {"RoleName", "PolicyArn"}, &attach_role_policy},
      {"iam", "ListAttachedRolePolicies", {"RoleName"}, &list_attached_role_policies},
      {"iam", "ListRolePolicies", {"RoleName"}, &list_role_policies},
      {"iam", "GetRolePolicy", {"RoleName", "PolicyName"}, &get_role_policy},
      {"iam", "CreateInstanceProfile", {"InstanceProfileName"}, &create_instance_profile},
      {"iam", "GetInstanceProfile", {"InstanceProfileName"}, &get_instance_profile},
      {"iam",
       "AddRoleToInstanceProfile",
       {"InstanceProfileName", "RoleName"},
       &add_role_to_instance_profile},
      {"iam", "ListInstanceProfilesForRole", {"RoleName"}, &list_instance_profiles_for_role}};
  return kOperations;
}

}  // namespace atb::conformance
