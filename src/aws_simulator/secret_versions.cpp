#include "aws_simulator/secret_versions.h"

#include <algorithm>

#include <fmt/format.h>

#include "aws_simulator/secret_rules.h"

namespace atb::aws_simulator {
namespace {

constexpr auto kProtectedAge = core::Duration::days(1);

tl::unexpected<ServiceError> token_in_use(std::string_view token, const StoredSecret& secret) {
  return refuse("ResourceExistsException",
                fmt::format("You can't use ClientRequestToken {} because that value is already in "
                            "use for a version of secret {}.",
                            token, secret.arn));
}

tl::unexpected<ServiceError> version_not_found(std::string_view by, std::string_view what) {
  return refuse(
      "ResourceNotFoundException",
      fmt::format("Secrets Manager can't find the specified secret value for {}: {}", by, what));
}

bool same_content(const SecretVersion& version, const SecretContent& content) {
  return version.value == content.value && version.is_binary == content.is_binary;
}

bool has_aws_label(const SecretVersion& version) {
  return version.stages.contains(kCurrent) || version.stages.contains(kPrevious) ||
         version.stages.contains(kPending);
}

}  // namespace

Outcome<const SecretVersion*> add_version(StoredSecret& secret, const NewVersion& input,
                                          core::Timestamp now) {
  if (const auto* const version = find_version(secret.versions, input.token)) {
    if (!same_content(*version, input.content)) return token_in_use(input.token, secret);
    return version;
  }
  prune_versions(secret.versions, now);
  if (secret.versions.size() >= kVersionsMax)
    return refuse(
        "LimitExceededException",
        "You have exceeded the maximum number of versions allowed for this secret. Delete "
        "some versions and try again.");
  const bool is_first = secret.versions.empty();
  auto stages = input.stages;
  if ((stages.empty() || is_first) && std::count(stages.begin(), stages.end(), kCurrent) == 0)
    stages.emplace_back(kCurrent);
  if (stages.size() > kStagesMax) return refuse("LimitExceededException", too_many_labels());
  secret.versions.push_back({.id = input.token,
                             .value = input.content.value,
                             .is_binary = input.content.is_binary,
                             .stages = {},
                             .created = now,
                             .kms_key_id = secret.kms_key_id});
  SecretVersion& version = secret.versions.back();
  for (const auto& stage : stages) attach_stage(secret.versions, version, stage);
  secret.changed = now;
  return &version;
}

Outcome<const SecretVersion*> choose_version(const StoredSecret& secret,
                                             const VersionQuery& query) {
  if (!query.version_id.empty()) {
    const auto* const version = find_version(secret.versions, query.version_id);
    if (version == nullptr) return version_not_found("VersionId", query.version_id);
    if (!query.stage.empty() && !version->stages.contains(query.stage))
      return refuse("InvalidRequestException",
                    "You provided a VersionStage that is not associated to the provided "
                    "VersionId.");
    return version;
  }
  const std::string_view stage = query.stage.empty() ? kCurrent : query.stage;
  const auto* const version = find_stage(secret.versions, stage);
  if (version == nullptr) return version_not_found("staging label", stage);
  return version;
}

Outcome<const SecretVersion*> update_secret(StoredSecret& secret, const SecretUpdate& update,
                                            core::Timestamp now) {
  if (update.content && find_version(secret.versions, update.token) != nullptr)
    return token_in_use(update.token, secret);
  if (update.description) secret.description = *update.description;
  if (update.kms_key_id) {
    secret.kms_key_id = *update.kms_key_id;
    for (auto& version : secret.versions)
      if (has_aws_label(version)) version.kms_key_id = secret.kms_key_id;
  }
  secret.changed = now;
  if (!update.content) return nullptr;
  return add_version(secret, {update.token, *update.content, {}}, now);
}

void prune_versions(Versions& versions, core::Timestamp now) {
  while (versions.size() > kVersionsKept) {
    const auto oldest =
        std::find_if(versions.begin(), versions.end(), [&](const SecretVersion& version) {
          return version.stages.empty() && version.created + kProtectedAge <= now;
        });
    if (oldest == versions.end()) return;
    versions.erase(oldest);
  }
}

}  // namespace atb::aws_simulator
