#include "aws_simulator/value_operations.h"

#include <nlohmann/json.hpp>

#include "aws_simulator/json_input.h"
#include "aws_simulator/json_output.h"
#include "aws_simulator/paging.h"
#include "aws_simulator/secret_listing.h"
#include "aws_simulator/secret_rights.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr std::size_t kSuffixLength = 6;
constexpr int kBatchMax = 20;

tl::unexpected<ServiceError> refused(const ServiceError& error) {
  return tl::unexpected<ServiceError>(error);
}

Outcome<json> read_one(const std::string& id, const VersionQuery& query,
                       OperationContext& context) {
  const auto& call = context.call;
  ATB_TAKE(const auto result, context.store.get(call.region, id, query, call.now));
  if (const auto decrypted = context.kms.check_decrypt(result.version->kms_key_id, call.region);
      !decrypted)
    return refused(decrypted.error());
  return value_of(result);
}

Outcome<json> read_if_allowed(const std::string& id, OperationContext& context) {
  for (const auto& right : read_rights(id, {}, context.call, context.store, context.kms))
    if (const auto allowed = context.call.authorise(right); !allowed)
      return refused(allowed.error());
  return read_one(id, {}, context);
}

/// One page of the ids that a batch is about, under "ids".
Outcome<json> batch_ids(const json& input, OperationContext& context) {
  ATB_TAKE(const auto ids, texts_in(input, "SecretIdList"));
  ATB_TAKE(const auto filters, filters_in(input));
  if (ids.empty() == filters.empty())
    return refuse("InvalidParameterException",
                  "Either 'SecretIdList' or 'Filters' must be provided, but not both.");
  if (!ids.empty() && (input.contains("MaxResults") || input.contains("NextToken")))
    return refuse("InvalidParameterException",
                  "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' or "
                  "'NextToken' is provided.");
  if (ids.size() > static_cast<std::size_t>(kBatchMax))
    return refuse("InvalidParameterException", "SecretIdList takes 1 to 20 secrets.");
  std::vector<json> found(ids.begin(), ids.end());
  if (ids.empty())
    for (const auto* secret : context.store.list(context.call.region, false, context.call.now))
      if (passes(*secret, filters)) found.emplace_back(secret->arn);
  return page_of(input, "ids", found, kBatchMax);
}

}  // namespace

Outcome<json> create_secret(const json& input, OperationContext& context) {
  const auto& call = context.call;
  NewSecret secret;
  ATB_TAKE(secret.name, text_in(input, "Name"));
  ATB_TAKE(secret.description, text_in(input, "Description"));
  ATB_TAKE(secret.kms_key_id, text_in(input, "KmsKeyId"));
  ATB_TAKE(secret.token, text_in(input, "ClientRequestToken"));
  ATB_TAKE(secret.content, content_in(input));
  ATB_TAKE(secret.tags, tags_in(input));
  if (const auto replicas = input.find("AddReplicaRegions");
      replicas != input.end() && !replicas->empty())
    return refuse("InvalidParameterException",
                  "No other region is enabled for this account, so that a secret can't be "
                  "replicated.");
  if (const auto usable = context.kms.check_encrypt(secret.kms_key_id, call.region); !usable)
    return refused(usable.error());
  ATB_TAKE(const auto result,
           context.store.create(call.region, secret, context.random_text(kSuffixLength), call.now));
  return written(result);
}

Outcome<json> put_secret_value(const json& input, OperationContext& context) {
  const auto& call = context.call;
  NewVersion version;
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(version.token, text_in(input, "ClientRequestToken"));
  ATB_TAKE(auto content, content_in(input));
  ATB_TAKE(version.stages, texts_in(input, "VersionStages"));
  if (!content)
    return refuse("InvalidRequestException",
                  "You must provide either SecretString or SecretBinary.");
  version.content = std::move(*content);
  ATB_TAKE(const auto* const secret, context.store.find_usable(call.region, id, call.now));
  if (const auto usable = context.kms.check_encrypt(secret->kms_key_id, call.region); !usable)
    return refused(usable.error());
  ATB_TAKE(const auto result, context.store.put(call.region, id, version, call.now));
  json answer = written(result);
  answer["VersionStages"] = result.version->stages;
  return answer;
}

Outcome<json> update_secret_operation(const json& input, OperationContext& context) {
  const auto& call = context.call;
  SecretUpdate update;
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(update.token, text_in(input, "ClientRequestToken"));
  ATB_TAKE(update.content, content_in(input));
  if (input.contains("Description")) {
    ATB_TAKE(update.description, text_in(input, "Description"));
  }
  if (input.contains("KmsKeyId")) {
    ATB_TAKE(update.kms_key_id, text_in(input, "KmsKeyId"));
  }
  ATB_TAKE(const auto* const secret, context.store.find_usable(call.region, id, call.now));
  const auto& key = update.kms_key_id.value_or(secret->kms_key_id);
  if (const auto usable = context.kms.check_encrypt(key, call.region); !usable)
    return refused(usable.error());
  ATB_TAKE(const auto result, context.store.update(call.region, id, update, call.now));
  return written(result);
}

Outcome<json> get_secret_value(const json& input, OperationContext& context) {
  VersionQuery query;
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(query.version_id, text_in(input, "VersionId"));
  ATB_TAKE(query.stage, text_in(input, "VersionStage"));
  return read_one(id, query, context);
}

Outcome<json> batch_get_secret_value(const json& input, OperationContext& context) {
  ATB_TAKE(auto page, batch_ids(input, context));
  json answer{{"SecretValues", json::array()}, {"Errors", json::array()}};
  if (page.contains("NextToken")) answer["NextToken"] = page["NextToken"];
  for (const auto& id : page["ids"]) {
    auto value = read_if_allowed(id.get<std::string>(), context);
    if (value) {
      answer["SecretValues"].push_back(std::move(*value));
    } else {
      answer["Errors"].push_back({{"SecretId", id},
                                  {"ErrorCode", value.error().code},
                                  {"Message", value.error().message}});
    }
  }
  return answer;
}

}  // namespace atb::aws_simulator
