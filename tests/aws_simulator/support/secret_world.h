#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "aws_simulator/operations.h"

namespace atb::aws_simulator::test {

/// Secrets Manager's operations without a front door: gives the answer, or the error's code as a
/// JSON string. The time, the rights and the random numbers are the test's.
struct SecretWorld {
  nlohmann::json run(std::string_view operation, const nlohmann::json& input) {
    ServiceCall call;
    call.service = "secretsmanager";
    call.operation = operation;
    call.region = "us-east-1";
    call.now = now;
    call.input = input;
    call.caller = caller;
    call.authorise = [this](const Right& right) -> Outcome<void> {
      asked.push_back(right);
      if (right.action == denied || right.resource == denied)
        return refuse("AccessDeniedException", "denied");
      return {};
    };
    OperationContext context{store, kms, call, random_below, random_text};
    auto result = run_operation(operation, input, context);
    if (result) return *result;
    message = result.error().message;
    return nlohmann::json(result.error().code);
  }
  nlohmann::json create(const std::string& name, const std::string& value = "one") {
    return run("CreateSecret",
               {{"Name", name}, {"ClientRequestToken", token('1')}, {"SecretString", value}});
  }
  nlohmann::json put(const std::string& name, char fill, nlohmann::json stages = nullptr) {
    nlohmann::json input{{"SecretId", name},
                         {"ClientRequestToken", token(fill)},
                         {"SecretString", std::string(1, fill)}};
    if (!stages.is_null()) input["VersionStages"] = std::move(stages);
    return run("PutSecretValue", input);
  }
  std::string value(const std::string& name) {
    const nlohmann::json answer = run("GetSecretValue", {{"SecretId", name}});
    return (answer.is_string() ? answer : answer["SecretString"]).get<std::string>();
  }
  static std::string token(char fill) { return std::string(32, fill); }

  SecretStore store{"123456789012"};
  KmsKeys kms{"123456789012"};
  core::Timestamp now = *core::parse_timestamp("2025-01-02T03:04:05Z");
  Identity caller;
  std::string denied;        ///< an action or a resource
  std::vector<Right> asked;  ///< while running
  std::string message;       ///< of the last error
  RandomBelow random_below = [](std::size_t bound) { return bound - 1; };
  std::function<std::string(std::size_t)> random_text = [](std::size_t length) {
    return std::string("AbCdEf").substr(0, length);
  };
};

}  // namespace atb::aws_simulator::test
