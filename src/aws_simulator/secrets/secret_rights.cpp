#include "aws_simulator/secrets/secret_rights.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aws_simulator/secrets/operations.h"
#include "aws_simulator/secrets/secret_versions.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

/// A new secret's suffix is not known before it is made; a policy's "??????" fits this one too.
constexpr std::string_view kFutureSuffix = "000000";

std::string text_of(const json& input, const char* key) {
  const auto at = input.find(key);
  return at != input.end() && at->is_string() ? at->get<std::string>() : std::string{};
}

std::string arn_of(const ServiceCall& call, const SecretStore& store, std::string_view name) {
  return fmt::format("arn:aws:secretsmanager:{}:{}:secret:{}", call.region, store.account(), name);
}

/// The condition keys that come from the input.
void add_request_keys(Right& right, const json& input) {
  constexpr std::pair<const char*, const char*> kKeys[] = {
      {"SecretId", "secretsmanager:SecretId"},
      {"VersionId", "secretsmanager:VersionId"},
      {"VersionStage", "secretsmanager:VersionStage"},
      {"Name", "secretsmanager:Name"},
      {"Description", "secretsmanager:Description"},
      {"KmsKeyId", "secretsmanager:KmsKeyId"},
      {"RotationLambdaARN", "secretsmanager:RotationLambdaARN"}};
  for (const auto& [member, key] : kKeys)
    if (const auto value = text_of(input, member); !value.empty()) right.context[key] = {value};
  for (const auto* member : {"ForceDeleteWithoutRecovery", "BlockPublicPolicy"})
    if (const auto at = input.find(member); at != input.end() && at->is_boolean())
      right.context[fmt::format("secretsmanager:{}", member)] = {at->dump()};
  if (const auto days = input.find("RecoveryWindowInDays");
      days != input.end() && days->is_number_integer())
    right.context["secretsmanager:RecoveryWindowInDays"] = {days->dump()};
  if (const auto tags = input.find("Tags"); tags != input.end() && tags->is_array())
    for (const auto& tag : *tags) {
      if (!tag.is_object()) continue;
      right.context["aws:RequestTag/" + text_of(tag, "Key")] = {text_of(tag, "Value")};
      right.context["aws:TagKeys"].push_back(text_of(tag, "Key"));
    }
}

Right main_right(const ServiceCall& call, const SecretStore& store) {
  const auto* const secret = store.find(call.region, text_of(call.input, "SecretId"));
  Right right;
  if (secret != nullptr) {
    right = secret_right(call.operation, *secret);
  } else {
    right.action = "secretsmanager:" + call.operation;
    const auto id = text_of(call.input, "SecretId");
    right.resource = id.starts_with("arn:") ? id : arn_of(call, store, id);
    if (id.empty()) right.resource = "*";
    if (call.operation == "CreateSecret")
      right.resource =
          fmt::format("{}-{}", arn_of(call, store, text_of(call.input, "Name")), kFutureSuffix);
  }
  add_request_keys(right, call.input);
  return right;
}

Right kms_right(std::string_view action, const std::string& key_arn, const std::string& secret_arn,
                const ServiceCall& call) {
  Right right;
  right.action = fmt::format("kms:{}", action);
  right.resource = key_arn;
  right.context["kms:ViaService"] = {fmt::format("secretsmanager.{}.amazonaws.com", call.region)};
  right.context["kms:CallerAccount"] = {call.caller.account};
  right.context["kms:EncryptionContext:SecretARN"] = {secret_arn};
  right.denial = "Access to KMS is not allowed";
  return right;
}

/// What writing a value needs of a customer key.
void add_write_rights(std::vector<Right>& rights, const ServiceCall& call, const SecretStore& store,
                      const KmsKeys& kms) {
  const auto* const secret = store.find(call.region, text_of(call.input, "SecretId"));
  const bool changes_key = secret != nullptr && call.input.contains("KmsKeyId");
  const bool has_value = call.input.contains("SecretString") || call.input.contains("SecretBinary");
  if (!has_value && !changes_key) return;
  const std::string named =
      secret == nullptr || changes_key ? text_of(call.input, "KmsKeyId") : secret->kms_key_id;
  const auto key = kms.arn_of(named, call.region);
  if (key.empty()) return;
  // A copy: `rights` grows.
  const std::string secret_arn = secret == nullptr ? rights.front().resource : secret->arn;
  for (const auto* action : {"GenerateDataKey", "Decrypt"})
    rights.push_back(kms_right(action, key, secret_arn, call));
  if (changes_key) rights.push_back(kms_right("Encrypt", key, secret_arn, call));
}

/// "SecretId" as "secretId", at every depth.
json in_camel_case(const json& value) {
  if (value.is_array()) {
    json list = json::array();
    for (const auto& item : value) list.push_back(in_camel_case(item));
    return list;
  }
  if (!value.is_object()) return value;
  json object = json::object();
  for (const auto& [key, member] : value.items()) {
    std::string name = key;
    if (!name.empty() && name[0] >= 'A' && name[0] <= 'Z')
      name[0] = static_cast<char>(name[0] - 'A' + 'a');
    object[name] = in_camel_case(member);
  }
  return object;
}

}  // namespace

Right secret_right(std::string_view operation, const StoredSecret& secret) {
  Right right;
  right.action = fmt::format("secretsmanager:{}", operation);
  right.resource = secret.arn;
  right.resource_policy = secret.resource_policy;
  for (const auto& tag : secret.tags) {
    right.context["secretsmanager:ResourceTag/" + tag.key] = {tag.value};
    right.context["aws:ResourceTag/" + tag.key] = {tag.value};
  }
  return right;
}

std::vector<Right> read_rights(const std::string& id, const VersionQuery& query,
                               const ServiceCall& call, const SecretStore& store,
                               const KmsKeys& kms) {
  ServiceCall read = call;
  read.operation = "GetSecretValue";
  read.input = {{"SecretId", id}};
  if (!query.version_id.empty()) read.input["VersionId"] = query.version_id;
  if (!query.stage.empty()) read.input["VersionStage"] = query.stage;
  std::vector<Right> rights{main_right(read, store)};
  const auto* const secret = store.find(call.region, id);
  if (secret == nullptr) return rights;
  const auto version = choose_version(*secret, query);
  const auto key = version ? kms.arn_of((*version)->kms_key_id, call.region) : std::string{};
  if (!key.empty()) rights.push_back(kms_right("Decrypt", key, secret->arn, call));
  return rights;
}

std::vector<Right> rights_of(const ServiceCall& call, const SecretStore& store,
                             const KmsKeys& kms) {
  if (call.operation == "GetSecretValue")
    return read_rights(text_of(call.input, "SecretId"),
                       {text_of(call.input, "VersionId"), text_of(call.input, "VersionStage")},
                       call, store, kms);
  std::vector<Right> rights{main_right(call, store)};
  const std::set<std::string_view> writers{"CreateSecret", "PutSecretValue", "UpdateSecret"};
  if (writers.contains(call.operation)) add_write_rights(rights, call, store, kms);
  if (call.operation == "CreateSecret" && call.input.contains("Tags")) {
    rights.push_back(rights.front());
    rights.back().action = "secretsmanager:TagResource";
  }
  return rights;
}

Trace trace_of(const ServiceCall& call, const SecretStore& store) {
  Trace trace;
  trace.read_only = !is_writing(call.operation);
  json shown = call.input;
  for (const auto* value : {"SecretString", "SecretBinary", "RotationToken"}) shown.erase(value);
  if (!shown.empty()) trace.request_parameters = in_camel_case(shown);
  if (const auto* const secret = store.find(call.region, text_of(call.input, "SecretId")))
    trace.resources.push_back(secret->arn);
  return trace;
}

}  // namespace atb::aws_simulator
