#include "aws_simulator/secret_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "aws_simulator/secret_rules.h"

namespace atb::aws_simulator {
namespace {

constexpr std::size_t kSuffixLength = 7;  // '-' and six characters

tl::unexpected<ServiceError> not_found() {
  return refuse("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
}

tl::unexpected<ServiceError> token_in_use(std::string_view token, const StoredSecret& secret) {
  return refuse("ResourceExistsException",
                fmt::format("You can't use ClientRequestToken {} because that value is already in "
                            "use for a version of secret {}.",
                            token, secret.arn));
}

bool same_content(const SecretVersion& version, const SecretContent& content) {
  return version.value == content.value && version.is_binary == content.is_binary;
}

/// A new version with its labels; the first one of a secret is always the current one.
const SecretVersion* add_version(StoredSecret& secret, const NewVersion& input,
                                 core::Timestamp now) {
  const bool is_first = secret.versions.empty();
  secret.versions.push_back({input.token, input.content.value, input.content.is_binary, {}, now});
  SecretVersion& version = secret.versions.back();
  if (input.stages.empty() || is_first) attach_stage(secret.versions, version, kCurrent);
  for (const auto& stage : input.stages) attach_stage(secret.versions, version, stage);
  secret.changed = now;
  return &version;
}

}  // namespace

void SecretStore::purge(core::Timestamp now) {
  std::erase_if(secrets_, [&](const StoredSecret& secret) {
    return secret.deletion_date && *secret.deletion_date <= now;
  });
}

StoredSecret* SecretStore::find(std::string_view region, std::string_view id) {
  const bool is_arn = id.starts_with("arn:");
  for (auto& secret : secrets_) {
    if (secret.region != region) continue;
    const std::string_view arn = secret.arn;
    const bool matches =
        is_arn ? arn == id || arn.substr(0, arn.size() - kSuffixLength) == id : secret.name == id;
    if (matches) return &secret;
  }
  return nullptr;
}

Outcome<StoredSecret*> SecretStore::find_usable(std::string_view region, std::string_view id,
                                                core::Timestamp now) {
  purge(now);
  StoredSecret* const secret = find(region, id);
  if (secret == nullptr) return not_found();
  if (secret->deletion_date)
    return refuse("InvalidRequestException",
                  "You can't perform this operation on the secret because it was marked for "
                  "deletion.");
  return secret;
}

Outcome<SecretAndVersion> SecretStore::create(std::string_view region, const NewSecret& input,
                                              std::string_view arn_suffix, core::Timestamp now) {
  purge(now);
  if (auto fault = check_new_secret(input)) return tl::unexpected<ServiceError>(std::move(*fault));
  if (StoredSecret* const existing = find(region, input.name)) {
    if (existing->deletion_date)
      return refuse("InvalidRequestException",
                    "You can't create this secret because a secret with this name is already "
                    "scheduled for deletion.");
    const auto* const version = find_version(existing->versions, input.token);
    if (version != nullptr && input.content && same_content(*version, *input.content))
      return SecretAndVersion{existing, version};
    return refuse(
        "ResourceExistsException",
        fmt::format("The operation failed because the secret {} already exists.", input.name));
  }
  StoredSecret secret;
  secret.region = region;
  secret.name = input.name;
  secret.arn = fmt::format("arn:aws:secretsmanager:{}:{}:secret:{}-{}", region, account_,
                           input.name, arn_suffix);
  secret.description = input.description;
  secret.kms_key_id = input.kms_key_id;
  secret.created = secret.changed = now;
  secrets_.push_back(std::move(secret));
  StoredSecret& stored = secrets_.back();
  const auto* const version =
      input.content ? add_version(stored, {input.token, *input.content, {}}, now) : nullptr;
  return SecretAndVersion{&stored, version};
}

Outcome<SecretAndVersion> SecretStore::put(std::string_view region, std::string_view id,
                                           const NewVersion& input, core::Timestamp now) {
  const auto secret = find_usable(region, id, now);
  if (!secret) return tl::unexpected<ServiceError>(secret.error());
  if (auto fault = check_new_version(input)) return tl::unexpected<ServiceError>(std::move(*fault));
  if (const auto* const version = find_version((*secret)->versions, input.token)) {
    if (!same_content(*version, input.content)) return token_in_use(input.token, **secret);
    return SecretAndVersion{*secret, version};
  }
  return SecretAndVersion{*secret, add_version(**secret, input, now)};
}

Outcome<SecretAndVersion> SecretStore::get(std::string_view region, std::string_view id,
                                           const VersionQuery& query, core::Timestamp now) {
  const auto secret = find_usable(region, id, now);
  if (!secret) return tl::unexpected<ServiceError>(secret.error());
  const Versions& versions = (*secret)->versions;
  if (!query.version_id.empty()) {
    const auto* const version = find_version(versions, query.version_id);
    if (version == nullptr)
      return refuse("ResourceNotFoundException",
                    fmt::format("Secrets Manager can't find the specified secret value for "
                                "VersionId: {}",
                                query.version_id));
    if (!query.stage.empty() && !version->stages.contains(query.stage))
      return refuse("InvalidRequestException",
                    "You provided a VersionStage that is not associated to the provided "
                    "VersionId.");
    return SecretAndVersion{*secret, version};
  }
  const std::string_view stage = query.stage.empty() ? kCurrent : query.stage;
  const auto* const version = find_stage(versions, stage);
  if (version == nullptr)
    return refuse("ResourceNotFoundException",
                  fmt::format("Secrets Manager can't find the specified secret value for staging "
                              "label: {}",
                              stage));
  return SecretAndVersion{*secret, version};
}

Outcome<const StoredSecret*> SecretStore::describe(std::string_view region, std::string_view id,
                                                   core::Timestamp now) {
  purge(now);
  const StoredSecret* const secret = find(region, id);
  if (secret == nullptr) return not_found();
  return secret;
}

Outcome<const StoredSecret*> SecretStore::move_stage(std::string_view region, std::string_view id,
                                                     const StageMove& move, core::Timestamp now) {
  const auto secret = find_usable(region, id, now);
  if (!secret) return tl::unexpected<ServiceError>(secret.error());
  Versions& versions = (*secret)->versions;
  if (auto fault = check_stage_move(versions, move))
    return tl::unexpected<ServiceError>(std::move(*fault));
  if (move.move_to.empty()) {
    find_version(versions, move.remove_from)->stages.erase(move.stage);
  } else {
    attach_stage(versions, *find_version(versions, move.move_to), move.stage);
  }
  (*secret)->changed = now;
  return *secret;
}

Outcome<const StoredSecret*> SecretStore::schedule_deletion(std::string_view region,
                                                            std::string_view id,
                                                            core::Duration window,
                                                            core::Timestamp now) {
  const auto secret = find_usable(region, id, now);
  if (!secret) return tl::unexpected<ServiceError>(secret.error());
  if (window < core::Duration::days(7) || window > core::Duration::days(30))
    return refuse("InvalidParameterException",
                  "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
  (*secret)->deletion_date = now + window;
  return *secret;
}

std::optional<StoredSecret> SecretStore::force_delete(std::string_view region, std::string_view id,
                                                      core::Timestamp now) {
  purge(now);
  const auto* const secret = find(region, id);
  if (secret == nullptr) return std::nullopt;
  StoredSecret removed = *secret;
  secrets_.erase(secrets_.begin() + (secret - secrets_.data()));
  return removed;
}

Outcome<const StoredSecret*> SecretStore::restore(std::string_view region, std::string_view id,
                                                  core::Timestamp now) {
  purge(now);
  StoredSecret* const secret = find(region, id);
  if (secret == nullptr) return not_found();
  secret->deletion_date.reset();
  return secret;
}

std::vector<const StoredSecret*> SecretStore::list(std::string_view region, bool include_deleted,
                                                   core::Timestamp now) {
  purge(now);
  std::vector<const StoredSecret*> found;
  for (const auto& secret : secrets_)
    if (secret.region == region && (include_deleted || !secret.deletion_date))
      found.push_back(&secret);
  std::sort(found.begin(), found.end(),
            [](const StoredSecret* a, const StoredSecret* b) { return a->name < b->name; });
  return found;
}

}  // namespace atb::aws_simulator
