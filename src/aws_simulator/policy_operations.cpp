#include "aws_simulator/policy_operations.h"

#include <nlohmann/json.hpp>

#include "aws_simulator/json_input.h"
#include "aws_simulator/json_output.h"
#include "aws_simulator/secret_policy.h"
#include "aws_simulator/secret_rights.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr const char* kPublicAccess =
    "The resource policy did not prevent broad access to the secret.";

Outcome<std::string> policy_in(const json& input) {
  ATB_TAKE(auto text, text_in(input, "ResourcePolicy"));
  if (auto fault = check_policy(text)) return tl::unexpected<ServiceError>(std::move(*fault));
  return text;
}

}  // namespace

Outcome<json> put_resource_policy(const json& input, OperationContext& context) {
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(auto policy, policy_in(input));
  ATB_TAKE(const bool is_guarded, flag_in(input, "BlockPublicPolicy"));
  if (is_guarded && is_public_policy(policy)) return refuse("PublicPolicyException", kPublicAccess);
  ATB_TAKE(auto* const secret,
           context.store.find_usable(context.call.region, id, context.call.now));
  secret->resource_policy = std::move(policy);
  return identity_of(*secret);
}

Outcome<json> get_resource_policy(const json& input, OperationContext& context) {
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(const auto* const secret,
           context.store.find_usable(context.call.region, id, context.call.now));
  json answer = identity_of(*secret);
  if (!secret->resource_policy.empty()) answer["ResourcePolicy"] = secret->resource_policy;
  return answer;
}

Outcome<json> delete_resource_policy(const json& input, OperationContext& context) {
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(auto* const secret,
           context.store.find_usable(context.call.region, id, context.call.now));
  secret->resource_policy.clear();
  return identity_of(*secret);
}

Outcome<json> validate_resource_policy(const json& input, OperationContext& context) {
  ATB_TAKE(const auto policy, policy_in(input));
  json errors = json::array();
  if (is_public_policy(policy))
    errors.push_back({{"CheckName", "BLOCK_PUBLIC_POLICY"}, {"ErrorMessage", kPublicAccess}});
  if (input.contains("SecretId")) {
    ATB_TAKE(const auto id, secret_id_in(input));
    ATB_TAKE(const auto* const secret,
             context.store.find_usable(context.call.region, id, context.call.now));
    Right right = secret_right("PutResourcePolicy", *secret);
    right.resource_policy = policy;
    if (!context.call.authorise(right))
      errors.push_back(
          {{"CheckName", "LOCK_OUT"}, {"ErrorMessage", "The policy would lock out the caller."}});
  }
  return json{{"PolicyValidationPassed", errors.empty()}, {"ValidationErrors", errors}};
}

}  // namespace atb::aws_simulator
