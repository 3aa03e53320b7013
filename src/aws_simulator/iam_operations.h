#pragma once

#include <map>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "aws_simulator/call_fields.h"
#include "aws_simulator/iam_store.h"
#include "aws_simulator/key_ring.h"

namespace atb::aws_simulator {

/// What an IAM operation works on.
struct IamContext {
  IamStore& store;
  KeyRing& keys;
  const ServiceCall& call;
};

/// The result as nested values; null: the operation has none.
using IamOperation = Outcome<nlohmann::json> (*)(const Fields& input, IamContext& context);
using IamOperations = std::map<std::string_view, IamOperation>;

/// CreatePolicy to DeletePolicy: managed policies and their versions.
[[nodiscard]] const IamOperations& policy_operations();

/// Roles, their trust policies, and what hangs on roles.
[[nodiscard]] const IamOperations& role_operations();

/// Instance profiles, and the users that tests sign as.
[[nodiscard]] const IamOperations& profile_and_user_operations();

/// SimulatePrincipalPolicy, SimulateCustomPolicy.
[[nodiscard]] const IamOperations& simulation_operations();

/// A role as IAM shows it; its trust policy percent-encoded.
[[nodiscard]] nlohmann::json role_view(const Role& role);

}  // namespace atb::aws_simulator
