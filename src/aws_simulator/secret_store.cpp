#include "aws_simulator/secret_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "aws_simulator/secret_rules.h"
#include "aws_simulator/secret_versions.h"

namespace atb::aws_simulator {
namespace {

constexpr std::size_t kSuffixLength = 7;  // '-' and six characters

tl::unexpected<ServiceError> not_found() {
  return refuse("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
}

/// The day, as AWS rounds the times of access.
core::Timestamp day_of(core::Timestamp time) {
  constexpr std::int64_t kDayUs = core::Duration::days(1).us();
  return core::Timestamp::from_us(time.us() / kDayUs * kDayUs);
}

}  // namespace

void SecretStore::purge(core::Timestamp now) {
  std::erase_if(secrets_, [&](const StoredSecret& secret) {
    return secret.deletion_date && *secret.deletion_date <= now;
  });
}

const StoredSecret* SecretStore::find(std::string_view region, std::string_view id) const {
  const bool is_arn = id.starts_with("arn:");
  const StoredSecret* partly = nullptr;
  for (const auto& secret : secrets_) {
    if (secret.region != region) continue;
    const std::string_view arn = secret.arn;
    if (is_arn ? arn == id : secret.name == id) return &secret;
    if (is_arn && arn.substr(0, arn.size() - kSuffixLength) == id) partly = &secret;
  }
  return partly;
}

StoredSecret* SecretStore::find(std::string_view region, std::string_view id) {
  const auto* const found = std::as_const(*this).find(region, id);
  return found == nullptr ? nullptr : &secrets_[static_cast<std::size_t>(found - secrets_.data())];
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
    if (input.content && find_version(existing->versions, input.token) != nullptr) {
      const auto version = add_version(*existing, {input.token, *input.content, {}}, now);
      if (version) return SecretAndVersion{existing, *version};
    }
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
  secret.tags = input.tags;
  secret.created = secret.changed = now;
  secrets_.push_back(std::move(secret));
  StoredSecret& stored = secrets_.back();
  if (!input.content) return SecretAndVersion{&stored, nullptr};
  const auto version = add_version(stored, {input.token, *input.content, {}}, now);
  if (!version) return tl::unexpected<ServiceError>(version.error());
  return SecretAndVersion{&stored, *version};
}

Outcome<SecretAndVersion> SecretStore::put(std::string_view region, std::string_view id,
                                           const NewVersion& input, core::Timestamp now) {
  const auto secret = find_usable(region, id, now);
  if (!secret) return tl::unexpected<ServiceError>(secret.error());
  if (auto fault = check_new_version(input)) return tl::unexpected<ServiceError>(std::move(*fault));
  const auto version = add_version(**secret, input, now);
  if (!version) return tl::unexpected<ServiceError>(version.error());
  return SecretAndVersion{*secret, *version};
}

Outcome<SecretAndVersion> SecretStore::update(std::string_view region, std::string_view id,
                                              const SecretUpdate& input, core::Timestamp now) {
  const auto secret = find_usable(region, id, now);
  if (!secret) return tl::unexpected<ServiceError>(secret.error());
  if (auto fault = check_update(input)) return tl::unexpected<ServiceError>(std::move(*fault));
  const auto version = update_secret(**secret, input, now);
  if (!version) return tl::unexpected<ServiceError>(version.error());
  return SecretAndVersion{*secret, *version};
}

Outcome<SecretAndVersion> SecretStore::get(std::string_view region, std::string_view id,
                                           const VersionQuery& query, core::Timestamp now) {
  const auto secret = find_usable(region, id, now);
  if (!secret) return tl::unexpected<ServiceError>(secret.error());
  const auto version = choose_version(**secret, query);
  if (!version) return tl::unexpected<ServiceError>(version.error());
  (*secret)->accessed = day_of(now);
  find_version((*secret)->versions, (*version)->id)->accessed = day_of(now);
  return SecretAndVersion{*secret, *version};
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
