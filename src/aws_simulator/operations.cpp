#include "aws_simulator/operations.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "aws_simulator/policy_operations.h"
#include "aws_simulator/secret_operations.h"
#include "aws_simulator/value_operations.h"
#include "aws_simulator/version_operations.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

struct Operation {
  std::string_view name;
  Outcome<json> (*run)(const json& input, OperationContext& context);
  bool writes;
};

constexpr Operation kOperations[] = {
    {"BatchGetSecretValue", &batch_get_secret_value, false},
    {"CancelRotateSecret", &cancel_rotate_secret, true},
    {"CreateSecret", &create_secret, true},
    {"DeleteResourcePolicy", &delete_resource_policy, true},
    {"DeleteSecret", &delete_secret, true},
    {"DescribeSecret", &describe_secret, false},
    {"GetRandomPassword", &get_random_password, false},
    {"GetResourcePolicy", &get_resource_policy, false},
    {"GetSecretValue", &get_secret_value, false},
    {"ListSecretVersionIds", &list_secret_version_ids, false},
    {"ListSecrets", &list_secrets, false},
    {"PutResourcePolicy", &put_resource_policy, true},
    {"PutSecretValue", &put_secret_value, true},
    {"RestoreSecret", &restore_secret, true},
    {"RotateSecret", &rotate_secret, true},
    {"TagResource", &tag_resource, true},
    {"UntagResource", &untag_resource, true},
    {"UpdateSecret", &update_secret_operation, true},
    {"UpdateSecretVersionStage", &update_secret_version_stage, true},
    {"ValidateResourcePolicy", &validate_resource_policy, false},
};

const Operation* find_operation(std::string_view name) {
  const auto* const at =
      std::find_if(std::begin(kOperations), std::end(kOperations),
                   [&](const Operation& operation) { return operation.name == name; });
  return at == std::end(kOperations) ? nullptr : at;
}

}  // namespace

Outcome<json> run_operation(std::string_view operation, const json& input,
                            OperationContext& context) {
  const Operation* const found = find_operation(operation);
  if (found == nullptr) return refuse("UnknownOperationException", "");
  if (!input.is_object())
    return refuse("SerializationException", "The input is not a JSON object.");
  return found->run(input, context);
}

bool is_operation(std::string_view name) {
  return find_operation(name) != nullptr;
}

bool is_writing(std::string_view operation) {
  const Operation* const found = find_operation(operation);
  return found != nullptr && found->writes;
}

}  // namespace atb::aws_simulator
