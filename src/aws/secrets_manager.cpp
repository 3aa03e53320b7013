#include "aws/secrets_manager.h"

#include <cmath>

#include <fmt/format.h>

#include "aws/secret_json.h"

namespace atb::aws {
namespace {

using core::ErrorKind;

constexpr std::size_t kSecretBytesMax = 65'536;

/// Seconds since the epoch, with or without a fraction.
std::optional<core::Timestamp> time_at(const SecretJson& object, const char* key) {
  const auto at = object.find(key);
  if (at == object.end() || !at->is_number()) return std::nullopt;
  const auto seconds = at->get<double>();
  constexpr double kSecondsMax = 9e9;
  if (!(seconds >= 0 && seconds < kSecondsMax)) return std::nullopt;
  return core::Timestamp::from_us(std::llround(seconds * 1e3) * 1'000);
}

std::vector<std::string> texts_in(const SecretJson& list) {
  std::vector<std::string> texts;
  if (!list.is_array()) return texts;
  for (const auto& item : list)
    if (item.is_string()) texts.emplace_back(std::string_view{item.get_ref<const WipedString&>()});
  return texts;
}

core::Result<SecretJson> object_in(const core::SecretBuffer& body, std::string_view operation) {
  auto object = parse_secret_json(body);
  if (!object.is_object() || text_at(object, "ARN").empty() || text_at(object, "Name").empty())
    return core::fail(ErrorKind::internal, "aws.answer_malformed",
                      fmt::format("the answer to {} is not what Secrets Manager sends", operation),
                      "Check --endpoint-url: another service may answer there.");
  return object;
}

/// The region that an ARN names, or empty text for a plain name.
std::string_view region_of(std::string_view secret_id) {
  if (!secret_id.starts_with("arn:")) return {};
  for (int field = 0; field < 3; ++field) {
    const auto colon = secret_id.find(':');
    if (colon == std::string_view::npos) return {};
    secret_id.remove_prefix(colon + 1);
  }
  return secret_id.substr(0, secret_id.find(':'));
}

core::Result<void> check_region(std::string_view secret_id, std::string_view region) {
  const auto wanted = region_of(secret_id);
  if (wanted.empty() || wanted == region) return {};
  return core::fail(ErrorKind::usage, "aws.other_region",
                    fmt::format("the ARN is of region {} but {} is in use", wanted, region),
                    fmt::format("Add --region {}", wanted));
}

}  // namespace

core::Result<core::SecretBuffer> SecretsManager::call(std::string_view operation,
                                                      std::string_view secret_id,
                                                      const core::SecretBuffer& body) {
  ATB_TRY(check_region(secret_id, client_.region()));
  return client_.call(body, {.operation = std::string{operation},
                             .resource = std::string{secret_id},
                             .region = client_.region()});
}

core::Result<SecretValue> SecretsManager::get_secret_value(std::string_view secret_id,
                                                           const VersionSelector& version) {
  JsonWriter request;
  request.add("SecretId", secret_id);
  if (!version.version_id.empty()) request.add("VersionId", version.version_id);
  // Sent although it is the default: a policy's condition on the stage may not match an absent one.
  if (!version.version_stage.empty() || version.version_id.empty())
    request.add("VersionStage",
                version.version_stage.empty() ? "AWSCURRENT" : version.version_stage);
  ATB_ASSIGN(const auto answer, call("GetSecretValue", secret_id, request.finish()));
  ATB_ASSIGN(const auto object, object_in(answer, "GetSecretValue"));
  if (!object.contains("SecretString"))
    return core::fail(ErrorKind::settings, "aws.binary_secret",
                      fmt::format("secret {} holds bytes, not text", secret_id),
                      "Store it as text: a JSON object of settings.");
  SecretValue value;
  value.arn = text_at(object, "ARN");
  value.name = text_at(object, "Name");
  value.version_id = text_at(object, "VersionId");
  value.value = core::SecretString{text_at(object, "SecretString")};
  if (object.contains("VersionStages")) value.stages = texts_in(object["VersionStages"]);
  value.created = time_at(object, "CreatedDate").value_or(core::Timestamp{});
  return value;
}

core::Result<CreatedSecret> SecretsManager::create_secret(std::string_view name,
                                                          std::string_view description,
                                                          const core::SecretBuffer& secret_string,
                                                          std::string_view client_request_token) {
  if (secret_string.size() > kSecretBytesMax)
    return core::fail(ErrorKind::settings, "aws.secret_too_large",
                      fmt::format("the secret has {} bytes; Secrets Manager takes {}",
                                  secret_string.size(), kSecretBytesMax),
                      "Remove what is not a setting of the bot.");
  JsonWriter request;
  request.add("Name", name);
  request.add("ClientRequestToken", client_request_token);
  if (!description.empty()) request.add("Description", description);
  request.add("SecretString", {secret_string.data(), secret_string.size()});
  ATB_ASSIGN(const auto answer, call("CreateSecret", name, request.finish()));
  ATB_ASSIGN(const auto object, object_in(answer, "CreateSecret"));
  return CreatedSecret{std::string{text_at(object, "ARN")}, std::string{text_at(object, "Name")},
                       std::string{text_at(object, "VersionId")}};
}

core::Result<SecretDescription> SecretsManager::describe_secret(std::string_view secret_id) {
  JsonWriter request;
  request.add("SecretId", secret_id);
  ATB_ASSIGN(const auto answer, call("DescribeSecret", secret_id, request.finish()));
  ATB_ASSIGN(const auto object, object_in(answer, "DescribeSecret"));
  SecretDescription found;
  found.arn = text_at(object, "ARN");
  found.name = text_at(object, "Name");
  found.description = text_at(object, "Description");
  found.kms_key_id = text_at(object, "KmsKeyId");
  if (const auto stages = object.find("VersionIdsToStages");
      stages != object.end() && stages->is_object())
    for (const auto& [version, labels] : stages->items())
      found.stages_by_version[std::string{std::string_view{version}}] = texts_in(labels);
  found.created = time_at(object, "CreatedDate");
  found.last_changed = time_at(object, "LastChangedDate");
  found.deleted = time_at(object, "DeletedDate");
  return found;
}

}  // namespace atb::aws
