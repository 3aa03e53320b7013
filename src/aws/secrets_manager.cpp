#include "aws/secrets_manager.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "aws/paging.h"
#include "aws/secret_json.h"
#include "aws/secrets_answer.h"

namespace atb::aws {
namespace {

using core::ErrorKind;

constexpr std::size_t kSecretBytesMax = 65'536;

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

core::Result<void> check_size(const core::SecretBuffer& secret_string) {
  if (secret_string.size() <= kSecretBytesMax) return {};
  return core::fail(ErrorKind::settings, "aws.secret_too_large",
                    fmt::format("the secret has {} bytes; Secrets Manager takes {}",
                                secret_string.size(), kSecretBytesMax),
                    "Remove what is not a setting of the bot.");
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
  return parse_secret_value(answer);
}

core::Result<CreatedSecret> SecretsManager::create_secret(std::string_view name,
                                                          std::string_view description,
                                                          const core::SecretBuffer& secret_string,
                                                          std::string_view client_request_token) {
  ATB_TRY(check_size(secret_string));
  JsonWriter request;
  request.add("Name", name);
  request.add("ClientRequestToken", client_request_token);
  if (!description.empty()) request.add("Description", description);
  request.add("SecretString", {secret_string.data(), secret_string.size()});
  ATB_ASSIGN(const auto answer, call("CreateSecret", name, request.finish()));
  return parse_created(answer, "CreateSecret");
}

core::Result<CreatedSecret> SecretsManager::put_secret_value(
    std::string_view secret_id, const core::SecretBuffer& secret_string,
    std::string_view client_request_token, const std::vector<std::string>& stages) {
  if (stages.empty())
    return core::fail(ErrorKind::internal, "aws.no_stage",
                      "PutSecretValue without a label would make the new value current at once",
                      "This is a fault of the program: please report it.");
  ATB_TRY(check_size(secret_string));
  JsonWriter request;
  request.add("SecretId", secret_id);
  request.add("ClientRequestToken", client_request_token);
  request.add("SecretString", {secret_string.data(), secret_string.size()});
  request.add_list("VersionStages", stages);
  ATB_ASSIGN(const auto answer, call("PutSecretValue", secret_id, request.finish()));
  return parse_created(answer, "PutSecretValue");
}

core::Result<void> SecretsManager::update_secret_version_stage(std::string_view secret_id,
                                                               const StageMove& move) {
  JsonWriter request;
  request.add("SecretId", secret_id);
  request.add("VersionStage", move.stage);
  if (!move.remove_from.empty()) request.add("RemoveFromVersionId", move.remove_from);
  if (!move.move_to.empty()) request.add("MoveToVersionId", move.move_to);
  ATB_ASSIGN(const auto answer, call("UpdateSecretVersionStage", secret_id, request.finish()));
  return check_names_secret(answer, "UpdateSecretVersionStage");
}

core::Result<std::vector<SecretVersion>> SecretsManager::list_secret_version_ids(
    std::string_view secret_id, bool include_deprecated) {
  std::vector<SecretVersion> versions;
  const auto get = [&](const std::string& token) -> core::Result<std::string> {
    JsonWriter request;
    request.add("SecretId", secret_id);
    request.add_flag("IncludeDeprecated", include_deprecated);
    if (!token.empty()) request.add("NextToken", token);
    ATB_ASSIGN(const auto answer, call("ListSecretVersionIds", secret_id, request.finish()));
    ATB_ASSIGN(auto page, parse_versions(answer));
    std::move(page.items.begin(), page.items.end(), std::back_inserter(versions));
    return std::move(page.next_token);
  };
  ATB_TRY(for_each_page("ListSecretVersionIds", get));
  return versions;
}

core::Result<SecretDescription> SecretsManager::describe_secret(std::string_view secret_id) {
  JsonWriter request;
  request.add("SecretId", secret_id);
  ATB_ASSIGN(const auto answer, call("DescribeSecret", secret_id, request.finish()));
  return parse_description(answer);
}

core::Result<std::vector<SecretDescription>> SecretsManager::list_secrets(
    std::string_view name_prefix, bool include_deleted) {
  JsonWriter filter;
  filter.add("Key", "name");
  filter.add_list("Values", {std::string{name_prefix}});
  const auto filters = fmt::format("[{}]", net::as_text(filter.finish()));
  std::vector<SecretDescription> secrets;
  const auto get = [&](const std::string& token) -> core::Result<std::string> {
    JsonWriter request;
    request.add_flag("IncludePlannedDeletion", include_deleted);
    if (!name_prefix.empty()) request.add_json("Filters", filters);
    if (!token.empty()) request.add("NextToken", token);
    ATB_ASSIGN(const auto answer, call("ListSecrets", name_prefix, request.finish()));
    ATB_ASSIGN(auto page, parse_secret_list(answer));
    // The service's filter matches the start of any word of a name.
    std::copy_if(std::make_move_iterator(page.items.begin()),
                 std::make_move_iterator(page.items.end()), std::back_inserter(secrets),
                 [&](const auto& secret) { return secret.name.starts_with(name_prefix); });
    return std::move(page.next_token);
  };
  ATB_TRY(for_each_page("ListSecrets", get));
  return secrets;
}

core::Result<void> SecretsManager::restore_secret(std::string_view secret_id) {
  JsonWriter request;
  request.add("SecretId", secret_id);
  ATB_ASSIGN(const auto answer, call("RestoreSecret", secret_id, request.finish()));
  return check_names_secret(answer, "RestoreSecret");
}

core::Result<PolicyValidation> SecretsManager::validate_resource_policy(std::string_view secret_id,
                                                                        std::string_view policy) {
  JsonWriter request;
  request.add("SecretId", secret_id);
  request.add("ResourcePolicy", policy);
  ATB_ASSIGN(const auto answer, call("ValidateResourcePolicy", secret_id, request.finish()));
  return parse_validation(answer);
}

core::Result<void> SecretsManager::put_resource_policy(std::string_view secret_id,
                                                       std::string_view policy) {
  JsonWriter request;
  request.add("SecretId", secret_id);
  request.add("ResourcePolicy", policy);
  request.add_flag("BlockPublicPolicy", true);
  ATB_ASSIGN(const auto answer, call("PutResourcePolicy", secret_id, request.finish()));
  return check_names_secret(answer, "PutResourcePolicy");
}

}  // namespace atb::aws
