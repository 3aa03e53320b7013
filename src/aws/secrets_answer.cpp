#include "aws/secrets_answer.h"

#include <fmt/format.h>

#include "aws/errors.h"
#include "aws/json_fields.h"
#include "aws/secret_json.h"

namespace atb::aws {
namespace {

using core::ErrorKind;
using core::Result;

tl::unexpected<core::Error> malformed(std::string_view operation) {
  return malformed_answer(kSecretsManager, operation);
}

bool names_secret(const SecretJson& object) {
  return object.is_object() && !text_at(object, "ARN").empty() && !text_at(object, "Name").empty();
}

Result<SecretJson> secret_in(const core::SecretBuffer& answer, std::string_view operation) {
  auto object = parse_secret_json(answer);
  if (!names_secret(object)) return malformed(operation);
  return object;
}

/// An object that has at least the list or flag that its operation always answers with.
Result<SecretJson> object_with(const char* key, const core::SecretBuffer& answer,
                               std::string_view operation) {
  auto object = parse_secret_json(answer);
  if (!object.is_object() || !object.contains(key)) return malformed(operation);
  return object;
}

SecretDescription description_of(const SecretJson& object, const char* stages_key) {
  SecretDescription found;
  found.arn = text_at(object, "ARN");
  found.name = text_at(object, "Name");
  found.description = text_at(object, "Description");
  found.kms_key_id = text_at(object, "KmsKeyId");
  found.owning_service = text_at(object, "OwningService");
  found.rotation_enabled = flag_at(object, "RotationEnabled");
  if (const auto stages = object.find(stages_key); stages != object.end() && stages->is_object())
    for (const auto& [version, labels] : stages->items())
      found.stages_by_version[std::string{std::string_view{version}}] = texts_in(labels);
  for (const auto& tag : list_at(object, "Tags"))
    if (const auto key = copy_at(tag, "Key"); !key.empty()) found.tags[key] = copy_at(tag, "Value");
  found.created = time_at(object, "CreatedDate");
  found.last_changed = time_at(object, "LastChangedDate");
  found.last_accessed = time_at(object, "LastAccessedDate");
  found.deleted = time_at(object, "DeletedDate");
  return found;
}

}  // namespace

Result<SecretValue> parse_secret_value(const core::SecretBuffer& answer) {
  ATB_ASSIGN(const auto object, secret_in(answer, "GetSecretValue"));
  SecretValue value;
  value.arn = text_at(object, "ARN");
  value.name = text_at(object, "Name");
  const auto text = object.find("SecretString");
  if (text == object.end() && object.contains("SecretBinary"))
    return core::fail(ErrorKind::settings, "aws.binary_secret",
                      fmt::format("secret {} holds bytes, not text", value.name.substr(0, 512)),
                      "Store it as text: a JSON object of settings.");
  if (text == object.end() || !text->is_string()) return malformed("GetSecretValue");
  value.version_id = text_at(object, "VersionId");
  value.value = core::SecretString{text_at(object, "SecretString")};
  value.stages = texts_in(list_at(object, "VersionStages"));
  value.created = time_at(object, "CreatedDate").value_or(core::Timestamp{});
  return value;
}

Result<CreatedSecret> parse_created(const core::SecretBuffer& answer, std::string_view operation) {
  ATB_ASSIGN(const auto object, secret_in(answer, operation));
  return CreatedSecret{copy_at(object, "ARN"), copy_at(object, "Name"),
                       copy_at(object, "VersionId")};
}

Result<SecretDescription> parse_description(const core::SecretBuffer& answer) {
  ATB_ASSIGN(const auto object, secret_in(answer, "DescribeSecret"));
  return description_of(object, "VersionIdsToStages");
}

Result<Page<SecretVersion>> parse_versions(const core::SecretBuffer& answer) {
  ATB_ASSIGN(const auto object, object_with("Versions", answer, "ListSecretVersionIds"));
  Page<SecretVersion> page{{}, copy_at(object, "NextToken")};
  for (const auto& item : list_at(object, "Versions")) {
    if (text_at(item, "VersionId").empty()) return malformed("ListSecretVersionIds");
    page.items.push_back({copy_at(item, "VersionId"), texts_in(list_at(item, "VersionStages")),
                          time_at(item, "CreatedDate"), time_at(item, "LastAccessedDate")});
  }
  return page;
}

Result<Page<SecretDescription>> parse_secret_list(const core::SecretBuffer& answer) {
  ATB_ASSIGN(const auto object, object_with("SecretList", answer, "ListSecrets"));
  Page<SecretDescription> page{{}, copy_at(object, "NextToken")};
  for (const auto& item : list_at(object, "SecretList")) {
    if (!names_secret(item)) return malformed("ListSecrets");
    page.items.push_back(description_of(item, "SecretVersionsToStages"));
  }
  return page;
}

Result<PolicyValidation> parse_validation(const core::SecretBuffer& answer) {
  ATB_ASSIGN(const auto object,
             object_with("PolicyValidationPassed", answer, "ValidateResourcePolicy"));
  PolicyValidation found{flag_at(object, "PolicyValidationPassed"), {}};
  for (const auto& fault : list_at(object, "ValidationErrors"))
    found.faults.push_back(
        fmt::format("{}: {}", text_at(fault, "CheckName"), text_at(fault, "ErrorMessage")));
  return found;
}

Result<void> check_names_secret(const core::SecretBuffer& answer, std::string_view operation) {
  ATB_TRY(secret_in(answer, operation));
  return {};
}

}  // namespace atb::aws
