#include "operations.h"

namespace atb::conformance {
namespace {

core::SecretBuffer secret(const json& input) {
  const auto value = text(input, "SecretString");
  return {value.begin(), value.end()};
}

json identity(const aws::CreatedSecret& made) {
  return {{"ARN", made.arn}, {"Name", made.name}, {"VersionId", made.version_id}};
}

json described(const aws::SecretDescription& secret, const char* stages) {
  const auto tag = [](const auto& item) {
    return json{{"Key", item.first}, {"Value", item.second}};
  };
  return {{"ARN", secret.arn},
          {"Name", secret.name},
          {"Description", secret.description},
          {"KmsKeyId", secret.kms_key_id},
          {"OwningService", secret.owning_service},
          {"RotationEnabled", secret.rotation_enabled},
          {stages, secret.stages_by_version},
          {"Tags", list(secret.tags, tag)},
          {"CreatedDate", time_json(secret.created)},
          {"LastChangedDate", time_json(secret.last_changed)},
          {"LastAccessedDate", time_json(secret.last_accessed)},
          {"DeletedDate", time_json(secret.deleted)}};
}

core::Result<json> get(aws::Session& session, const json& input) {
  ATB_ASSIGN(const auto value,
             session.secrets.get_secret_value(
                 text(input, "SecretId"), {text(input, "VersionId"), text(input, "VersionStage")}));
  return json{{"ARN", value.arn},
              {"Name", value.name},
              {"VersionId", value.version_id},
              {"SecretString", value.value.reveal()},
              {"VersionStages", value.stages},
              {"CreatedDate", time_json(value.created)}};
}

core::Result<json> create(aws::Session& session, const json& input) {
  ATB_ASSIGN(const auto made,
             session.secrets.create_secret(text(input, "Name"), text(input, "Description"),
                                           secret(input), text(input, "ClientRequestToken")));
  return identity(made);
}

core::Result<json> put(aws::Session& session, const json& input) {
  ATB_ASSIGN(const auto made,
             session.secrets.put_secret_value(text(input, "SecretId"), secret(input),
                                              text(input, "ClientRequestToken"),
                                              texts(input, "VersionStages")));
  return identity(made);
}

core::Result<json> move_stage(aws::Session& session, const json& input) {
  ATB_TRY(session.secrets.update_secret_version_stage(
      text(input, "SecretId"), {text(input, "VersionStage"), text(input, "RemoveFromVersionId"),
                                text(input, "MoveToVersionId")}));
  return json::object();
}

core::Result<json> list_versions(aws::Session& session, const json& input) {
  ATB_ASSIGN(const auto versions,
             session.secrets.list_secret_version_ids(text(input, "SecretId"),
                                                     input.value("IncludeDeprecated", false)));
  return json{{"Versions", list(versions, [](const aws::SecretVersion& version) {
                 return json{{"VersionId", version.version_id},
                             {"VersionStages", version.stages},
                             {"CreatedDate", time_json(version.created)},
                             {"LastAccessedDate", time_json(version.last_accessed)}};
               })}};
}

core::Result<json> describe(aws::Session& session, const json& input) {
  ATB_ASSIGN(const auto secret, session.secrets.describe_secret(text(input, "SecretId")));
  return described(secret, "VersionIdsToStages");
}

/// By the start of the name, as `Filters: [{Key: name, Values: [one]}]` has it.
core::Result<json> list_secrets(aws::Session& session, const json& input) {
  const auto filters = input.value("Filters", json::array());
  const auto prefix = filters.empty() ? "" : filters.at(0).at("Values").at(0).get<std::string>();
  ATB_ASSIGN(const auto secrets,
             session.secrets.list_secrets(prefix, input.value("IncludePlannedDeletion", false)));
  return json{{"SecretList", list(secrets, [](const aws::SecretDescription& secret) {
                 return described(secret, "SecretVersionsToStages");
               })}};
}

core::Result<json> restore(aws::Session& session, const json& input) {
  ATB_TRY(session.secrets.restore_secret(text(input, "SecretId")));
  return json::object();
}

core::Result<json> validate_policy(aws::Session& session, const json& input) {
  ATB_ASSIGN(const auto found, session.secrets.validate_resource_policy(
                                   text(input, "SecretId"), text(input, "ResourcePolicy")));
  const auto fault = [](const std::string& told) {
    const auto colon = told.find(": ");
    return json{{"CheckName", told.substr(0, colon)}, {"ErrorMessage", told.substr(colon + 2)}};
  };
  return json{{"PolicyValidationPassed", found.passed},
              {"ValidationErrors", list(found.faults, fault)}};
}

core::Result<json> put_policy(aws::Session& session, const json& input) {
  ATB_TRY(
      session.secrets.put_resource_policy(text(input, "SecretId"), text(input, "ResourcePolicy")));
  return json::object();
}

}  // namespace

const std::vector<Operation>& secrets_operations() {
  static const std::vector<Operation> kOperations{
      {"secretsmanager", "GetSecretValue", {"SecretId", "VersionId", "VersionStage"}, &get},
      {"secretsmanager",
       "CreateSecret",
       {"Name", "Description", "SecretString", "ClientRequestToken"},
       &create,
       {"SecretString"}},
      {"secretsmanager",
       "PutSecretValue",
       {"SecretId", "SecretString", "ClientRequestToken", "VersionStages"},
       &put,
       {"SecretString", "VersionStages"}},
      {"secretsmanager",
       "UpdateSecretVersionStage",
       {"SecretId", "VersionStage", "RemoveFromVersionId", "MoveToVersionId"},
       &move_stage},
      {"secretsmanager", "ListSecretVersionIds", {"SecretId", "IncludeDeprecated"}, &list_versions},
      {"secretsmanager", "DescribeSecret", {"SecretId"}, &describe},
      {"secretsmanager", "ListSecrets", {"Filters", "IncludePlannedDeletion"}, &list_secrets},
      {"secretsmanager", "RestoreSecret", {"SecretId"}, &restore},
      {"secretsmanager",
       "ValidateResourcePolicy",
       {"SecretId", "ResourcePolicy"},
       &validate_policy},
      {"secretsmanager",
       "PutResourcePolicy",
       {"SecretId", "ResourcePolicy", "BlockPublicPolicy"},
       &put_policy,
       {"BlockPublicPolicy"}}};
  return kOperations;
}

}  // namespace atb::conformance
