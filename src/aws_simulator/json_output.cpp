#include "aws_simulator/json_output.h"

#include <nlohmann/json.hpp>

namespace atb::aws_simulator {

using nlohmann::json;

namespace {
/// How the service shows its own key where it lists the keys of a version.
constexpr const char* kDefaultKey = "DefaultEncryptionKey";
}  // namespace

double to_seconds(core::Timestamp time) {
  return static_cast<double>(time.ms()) / 1e3;
}

json identity_of(const StoredSecret& secret) {
  return {{"ARN", secret.arn}, {"Name", secret.name}};
}

json written(const SecretAndVersion& result) {
  json answer = identity_of(*result.secret);
  if (result.version != nullptr) answer["VersionId"] = result.version->id;
  return answer;
}

json value_of(const SecretAndVersion& result) {
  json answer = written(result);
  answer[result.version->is_binary ? "SecretBinary" : "SecretString"] = result.version->value;
  answer["VersionStages"] = result.version->stages;
  answer["CreatedDate"] = to_seconds(result.version->created);
  return answer;
}

json description_of(const StoredSecret& secret, const char* stages_key) {
  json answer = identity_of(secret);
  if (!secret.description.empty()) answer["Description"] = secret.description;
  if (!secret.kms_key_id.empty()) answer["KmsKeyId"] = secret.kms_key_id;
  answer["CreatedDate"] = to_seconds(secret.created);
  answer["LastChangedDate"] = to_seconds(secret.changed);
  if (secret.accessed) answer["LastAccessedDate"] = to_seconds(*secret.accessed);
  for (const auto& tag : secret.tags)
    answer["Tags"].push_back({{"Key", tag.key}, {"Value", tag.value}});
  if (secret.deletion_date) answer["DeletedDate"] = to_seconds(*secret.deletion_date);
  for (const auto& version : secret.versions)
    if (!version.stages.empty()) answer[stages_key][version.id] = version.stages;
  return answer;
}

json version_entry(const SecretVersion& version) {
  json entry{{"VersionId", version.id}, {"CreatedDate", to_seconds(version.created)}};
  if (!version.stages.empty()) entry["VersionStages"] = version.stages;
  if (version.accessed) entry["LastAccessedDate"] = to_seconds(*version.accessed);
  entry["KmsKeyIds"] = {version.kms_key_id.empty() ? kDefaultKey : version.kms_key_id};
  return entry;
}

}  // namespace atb::aws_simulator
