#pragma once

#include <cstddef>

#include "aws_simulator/secret_model.h"
#include "aws_simulator/service_error.h"

/// How the versions of one secret come and go. Pure.
/// Source: Secrets Manager API reference, PutSecretValue, UpdateSecret, GetSecretValue.
namespace atb::aws_simulator {

/// Unlabelled versions beyond this many versions are removed, oldest first.
inline constexpr std::size_t kVersionsKept = 100;
/// AWS documents no number for the quota; a day at the rate that it documents makes 144 versions,
/// none of which may be removed yet.
inline constexpr std::size_t kVersionsMax = 150;

/// Adds a version with its labels; the first one of a secret is always the current one. A token
/// that was used before is answered with its version when the value is the same.
/// @error ResourceExistsException for the token of another value, LimitExceededException for more
///        versions than the quota or more than 20 labels on one
Outcome<const SecretVersion*> add_version(StoredSecret& secret, const NewVersion& input,
                                          core::Timestamp now);

/// The version that a reader means: by id, by label, both agreeing, or AWSCURRENT.
/// @error ResourceNotFoundException, InvalidRequestException where id and label disagree
[[nodiscard]] Outcome<const SecretVersion*> choose_version(const StoredSecret& secret,
                                                           const VersionQuery& query);

/// Changes description, key and value. Versions with one of AWS's labels are encrypted again under
/// a new key; others keep theirs.
/// @error ResourceExistsException for a token that was used before, whatever the value
Outcome<const SecretVersion*> update_secret(StoredSecret& secret, const SecretUpdate& update,
                                            core::Timestamp now);

/// Removes unlabelled versions older than a day, oldest first, while there are more than
/// `kVersionsKept`.
void prune_versions(Versions& versions, core::Timestamp now);

}  // namespace atb::aws_simulator
