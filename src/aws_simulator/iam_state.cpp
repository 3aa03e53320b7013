#include "aws_simulator/iam_state.h"

#include <nlohmann/json.hpp>

#include "aws_simulator/time_state.h"

namespace atb::aws_simulator {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ManagedPolicyVersion, id, document, created)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ManagedPolicy, name, path, id, arn, description, default_version,
                                   versions, versions_made, created, updated)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Principal, name, path, id, arn, created, attached,
                                   inline_policies)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Role, principal, description, trust_policy, max_session_seconds)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(InstanceProfile, name, path, id, arn, role, created)

using nlohmann::json;

json save_iam(const IamStore& store) {
  return {{"users", store.users},
          {"roles", store.roles},
          {"profiles", store.profiles},
          {"policies", store.policies}};
}

void load_iam(const json& state, IamStore& store) {
  state.at("users").get_to(store.users);
  state.at("roles").get_to(store.roles);
  state.at("profiles").get_to(store.profiles);
  state.at("policies").get_to(store.policies);
}

}  // namespace atb::aws_simulator
