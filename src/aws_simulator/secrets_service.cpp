#include "aws_simulator/secrets_service.h"

#include <nlohmann/json.hpp>

#include "aws_simulator/secret_rights.h"
#include "aws_simulator/secret_state.h"

namespace atb::aws_simulator {

using nlohmann::json;

SecretsService::SecretsService(std::string account, KmsKeys& kms, RandomBelow random_below,
                               std::function<std::string(std::size_t)> random_text)
    : store_{std::move(account)},
      kms_{kms},
      random_below_{std::move(random_below)},
      random_text_{std::move(random_text)} {}

const ServiceNames& SecretsService::names() const {
  static const ServiceNames kNames{.signing_name = "secretsmanager",
                                   .target_prefix = "secretsmanager.",
                                   .json_version = "1.1",
                                   .query_version = "",
                                   .xml_namespace = "",
                                   .event_source = "secretsmanager.amazonaws.com",
                                   .message_key = "Message"};
  return kNames;
}

bool SecretsService::knows(std::string_view operation) const {
  return is_operation(operation);
}

std::vector<Right> SecretsService::required_rights(const ServiceCall& call) const {
  return rights_of(call, store_, kms_);
}

Trace SecretsService::trace(const ServiceCall& call) const {
  return trace_of(call, store_);
}

Outcome<Answer> SecretsService::run(const ServiceCall& call) {
  OperationContext context{store_, kms_, call, random_below_, random_text_};
  auto result = run_operation(call.operation, call.input, context);
  if (!result) return tl::unexpected<ServiceError>(std::move(result).error());
  return Answer{result->is_null() ? "" : result->dump()};
}

json SecretsService::save() const {
  return {{"secrets", secrets_to_json(store_.all())}, {"kms_keys", kms_.save()}};
}

void SecretsService::load(const json& state) {
  store_.replace_all(secrets_from_json(state.at("secrets")));
  if (state.contains("kms_keys")) kms_.load(state.at("kms_keys"));
}

json SecretsService::summary() const {
  json secrets = json::array();
  for (const auto& secret : store_.all())
    secrets.push_back({{"name", secret.name},
                       {"region", secret.region},
                       {"arn", secret.arn},
                       {"versions", secret.versions.size()},
                       {"pending_deletion", secret.deletion_date.has_value()}});
  return {{"secrets", std::move(secrets)}, {"kms_keys", kms_.save()}};
}

}  // namespace atb::aws_simulator
