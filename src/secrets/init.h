#pragma once

#include <string>
#include <vector>

#include "aws/services/secrets_manager.h"
#include "core/error.h"
#include "secrets/target.h"
#include "settings/values.h"

namespace atb::secrets {

/// A secret that is about to be made: checked, and not there yet.
struct InitPlan {
  Target target;
  std::string description;  ///< stored unencrypted and logged by CloudTrail
  settings::Values values;  ///< with ENVIRONMENT, so that fetch can tell a mistaken environment
  std::string arn;          ///< of a secret that was made without a value, as Terraform does
  std::vector<std::string> warnings;  ///< for people, without values
};

/// What stands in the way of a new secret.
struct Vacancy {
  std::string arn;  ///< it exists without any version; empty: it does not exist
  std::vector<std::string> warnings;
};

/// Asks AWS whether the name is free: before anything is typed in, and again in `plan_init`. A
/// lacking right to describe does not stop, as creating never overwrites.
/// @error secrets.exists (refused)  it holds a value, or is scheduled for deletion; those of
///        SecretsManager
[[nodiscard]] core::Result<Vacancy> check_free(aws::SecretsManager& manager, const Target& target);

/// Checks the name and the values and asks AWS whether the name is free. Changes nothing.
/// @param description  empty: "<Environment> environment secrets for AI Trading Bot"
/// @error as check_new_name, check_values, check_free, check_pair_is_own
[[nodiscard]] core::Result<InitPlan> plan_init(aws::SecretsManager& manager, const Target& target,
                                               settings::Values values,
                                               const std::string& description);

/// A secret whose deletion is scheduled.
struct RestorePlan {
  Target target;
  std::string arn;
  core::Timestamp deleted;  ///< AWS's DeletedDate
};

/// Looks whether there is a deletion to take back. Changes nothing.
/// @error secrets.not_deleted (refused)  it is there and not scheduled for deletion; those of
///        SecretsManager
[[nodiscard]] core::Result<RestorePlan> plan_restore(aws::SecretsManager& manager,
                                                     const Target& target);

/// Takes the deletion back: the secret is there with its ARN and all its versions, as it was.
[[nodiscard]] core::Result<void> restore(aws::SecretsManager& manager, const RestorePlan& plan);

/// Makes the secret, or gives the one without a value its first version.
/// @param token  one per plan, see aws::new_request_token
/// @error secrets.moved_meanwhile (refused)  another writer was first
[[nodiscard]] core::Result<aws::CreatedSecret> create(aws::SecretsManager& manager,
                                                      const InitPlan& plan,
                                                      const std::string& token);

}  // namespace atb::secrets
