#include "aws_simulator/operations.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aws_simulator/json_input.h"
#include "aws_simulator/json_output.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr int kPageMax = 100;
constexpr int kRecoveryDays = 30;

/// One page of `entries` under `key`; a NextToken is the number of the entry that comes next.
Outcome<json> page_of(const json& input, const char* key, const std::vector<json>& entries) {
  ATB_TAKE(const auto size, number_in(input, "MaxResults", kPageMax));
  ATB_TAKE(const auto token, text_in(input, "NextToken"));
  if (size < 1 || size > kPageMax)
    return refuse("InvalidParameterException", "MaxResults must be between 1 and 100.");
  std::size_t first = 0;
  const auto [stop, error] = std::from_chars(token.data(), token.data() + token.size(), first);
  if (!token.empty() &&
      (error != std::errc{} || stop != token.data() + token.size() || first > entries.size()))
    return refuse("InvalidNextTokenException", "The NextToken value is invalid.");
  const auto last = std::min(entries.size(), first + static_cast<std::size_t>(size));
  json answer{{key, json::array()}};
  for (std::size_t i = first; i < last; ++i) answer[key].push_back(entries[i]);
  if (last < entries.size()) answer["NextToken"] = fmt::format("{}", last);
  return answer;
}

Outcome<json> create_secret(const json& input, OperationContext& context) {
  NewSecret secret;
  ATB_TAKE(secret.name, text_in(input, "Name"));
  ATB_TAKE(secret.description, text_in(input, "Description"));
  ATB_TAKE(secret.kms_key_id, text_in(input, "KmsKeyId"));
  ATB_TAKE(secret.token, text_in(input, "ClientRequestToken"));
  ATB_TAKE(secret.content, content_in(input));
  ATB_TAKE(const auto result,
           context.store.create(context.region, secret, context.arn_suffix, context.now));
  return written(result);
}

Outcome<json> put_secret_value(const json& input, OperationContext& context) {
  NewVersion version;
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(version.token, text_in(input, "ClientRequestToken"));
  ATB_TAKE(auto content, content_in(input));
  ATB_TAKE(version.stages, texts_in(input, "VersionStages"));
  if (!content)
    return refuse("InvalidRequestException",
                  "You must provide either SecretString or SecretBinary.");
  version.content = std::move(*content);
  ATB_TAKE(const auto result, context.store.put(context.region, id, version, context.now));
  json answer = written(result);
  answer["VersionStages"] = result.version->stages;
  return answer;
}

Outcome<json> get_secret_value(const json& input, OperationContext& context) {
  VersionQuery query;
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(query.version_id, text_in(input, "VersionId"));
  ATB_TAKE(query.stage, text_in(input, "VersionStage"));
  ATB_TAKE(const auto result, context.store.get(context.region, id, query, context.now));
  return value_of(result);
}

Outcome<json> describe_secret(const json& input, OperationContext& context) {
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(const auto* const secret, context.store.describe(context.region, id, context.now));
  return description_of(*secret, "VersionIdsToStages");
}

Outcome<json> list_secret_version_ids(const json& input, OperationContext& context) {
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(const bool with_unlabelled, flag_in(input, "IncludeDeprecated"));
  ATB_TAKE(const auto* const secret, context.store.describe(context.region, id, context.now));
  std::vector<json> entries;
  for (const auto& version : secret->versions)
    if (with_unlabelled || !version.stages.empty()) entries.push_back(version_entry(version));
  ATB_TAKE(auto answer, page_of(input, "Versions", entries));
  answer.update(identity_of(*secret));
  return answer;
}

Outcome<json> update_secret_version_stage(const json& input, OperationContext& context) {
  StageMove move;
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(move.stage, text_in(input, "VersionStage"));
  ATB_TAKE(move.remove_from, text_in(input, "RemoveFromVersionId"));
  ATB_TAKE(move.move_to, text_in(input, "MoveToVersionId"));
  ATB_TAKE(const auto* const secret,
           context.store.move_stage(context.region, id, move, context.now));
  return identity_of(*secret);
}

Outcome<json> list_secrets(const json& input, OperationContext& context) {
  ATB_TAKE(const bool with_deleted, flag_in(input, "IncludePlannedDeletion"));
  if (const auto filters = input.find("Filters"); filters != input.end() && !filters->empty())
    return refuse("InvalidParameterException", "Filters are not simulated.");
  std::vector<json> entries;
  for (const auto* secret : context.store.list(context.region, with_deleted, context.now))
    entries.push_back(description_of(*secret, "SecretVersionsToStages"));
  return page_of(input, "SecretList", entries);
}

Outcome<json> delete_secret(const json& input, OperationContext& context) {
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(const bool at_once, flag_in(input, "ForceDeleteWithoutRecovery"));
  ATB_TAKE(const int days, number_in(input, "RecoveryWindowInDays", kRecoveryDays));
  if (at_once && input.contains("RecoveryWindowInDays"))
    return refuse("InvalidParameterException",
                  "You can't use ForceDeleteWithoutRecovery in conjunction with "
                  "RecoveryWindowInDays.");
  if (at_once) {
    const auto removed = context.store.force_delete(context.region, id, context.now);
    json answer = removed ? identity_of(*removed) : json{{"Name", id}};
    answer["DeletionDate"] = to_seconds(context.now);
    return answer;
  }
  ATB_TAKE(
      const auto* const secret,
      context.store.schedule_deletion(context.region, id, core::Duration::days(days), context.now));
  json answer = identity_of(*secret);
  answer["DeletionDate"] = to_seconds(*secret->deletion_date);
  return answer;
}

Outcome<json> restore_secret(const json& input, OperationContext& context) {
  ATB_TAKE(const auto id, secret_id_in(input));
  ATB_TAKE(const auto* const secret, context.store.restore(context.region, id, context.now));
  return identity_of(*secret);
}

struct Operation {
  std::string_view name;
  Outcome<json> (*run)(const json& input, OperationContext& context);
  bool writes;
};

constexpr Operation kOperations[] = {
    {"CreateSecret", &create_secret, true},
    {"GetSecretValue", &get_secret_value, false},
    {"DescribeSecret", &describe_secret, false},
    {"PutSecretValue", &put_secret_value, true},
    {"ListSecretVersionIds", &list_secret_version_ids, false},
    {"UpdateSecretVersionStage", &update_secret_version_stage, true},
    {"ListSecrets", &list_secrets, false},
    {"DeleteSecret", &delete_secret, true},
    {"RestoreSecret", &restore_secret, true},
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

bool is_writing(std::string_view operation) {
  const Operation* const found = find_operation(operation);
  return found != nullptr && found->writes;
}

}  // namespace atb::aws_simulator
