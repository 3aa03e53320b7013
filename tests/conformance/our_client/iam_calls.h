#pragma once

#include "operations.h"

/// What the operations of IAM share: its answers as JSON, and a call without the ceremony.
namespace atb::conformance {

[[nodiscard]] const std::vector<Operation>& iam_policy_operations();
[[nodiscard]] const std::vector<Operation>& iam_role_operations();

inline json to_json(const aws::Policy& policy) {
  return {{"Arn", policy.arn},
          {"PolicyName", policy.name},
          {"DefaultVersionId", policy.default_version_id},
          {"AttachmentCount", policy.attachments}};
}

inline json to_json(const aws::PolicyVersion& version) {
  json made{{"VersionId", version.version_id},
            {"IsDefaultVersion", version.is_default},
            {"CreateDate", time_json(version.created)}};
  if (!version.document.empty()) made["Document"] = version.document;
  return made;
}

inline json to_json(const aws::Role& role) {
  return {{"Arn", role.arn},
          {"RoleName", role.name},
          {"Path", role.path},
          {"AssumeRolePolicyDocument", role.trust_policy},
          {"CreateDate", time_json(role.created)}};
}

inline json to_json(const aws::InstanceProfile& profile) {
  return {{"Arn", profile.arn},
          {"InstanceProfileName", profile.name},
          {"Roles", list(profile.roles, [](const aws::Role& role) { return to_json(role); })}};
}

/// A call of IAM, whose answer `wrap` makes JSON of.
template <class Call, class Wrap>
core::Result<json> in_iam(const aws::Session& session, Call call, Wrap wrap) {
  ATB_ASSIGN(auto iam, session.iam());
  ATB_ASSIGN(const auto answer, call(iam));
  return wrap(answer);
}

/// A call of IAM that answers nothing.
template <class Call>
core::Result<json> in_iam(const aws::Session& session, Call call) {
  ATB_ASSIGN(auto iam, session.iam());
  ATB_TRY(call(iam));
  return json::object();
}

inline json as_policy(const aws::Policy& policy) {
  return {{"Policy", to_json(policy)}};
}
inline json as_version(const aws::PolicyVersion& version) {
  return {{"PolicyVersion", to_json(version)}};
}
inline json as_role(const aws::Role& role) {
  return {{"Role", to_json(role)}};
}
inline json as_profile(const aws::InstanceProfile& made) {
  return {{"InstanceProfile", to_json(made)}};
}

}  // namespace atb::conformance
