#pragma once

#include <string>
#include <vector>

#include "aws/secrets_manager.h"
#include "core/error.h"
#include "core/secret.h"
#include "secrets/target.h"
#include "settings/values.h"

namespace atb::secrets {

/// A secret that is about to be made: checked, and not there yet.
struct InitPlan {
  std::string name;
  std::string description;  ///< stored unencrypted and logged by CloudTrail
  core::SecretBuffer json;
  std::vector<std::string> names;     ///< of the settings in it
  std::vector<std::string> warnings;  ///< for people, without values
};

/// Asks AWS whether the name is free: before anything is typed in, and again in `plan_init`.
/// @return  warnings: a lacking right to describe does not stop, as creating never overwrites
/// @error secrets.exists (refused)  it is there, or scheduled for deletion; those of SecretsManager
[[nodiscard]] core::Result<std::vector<std::string>> check_free(aws::SecretsManager& manager,
                                                                const Target& target);

/// Checks the name and the values and asks AWS whether the name is free. Changes nothing.
/// @param description  empty: "<Environment> environment secrets for AI Trading Bot"
/// @error as check_new_name, check_values, check_free
[[nodiscard]] core::Result<InitPlan> plan_init(aws::SecretsManager& manager, const Target& target,
                                               settings::Values values,
                                               const std::string& description);

/// Makes the secret. @param token  one per plan, see aws::new_request_token
[[nodiscard]] core::Result<aws::CreatedSecret> create(aws::SecretsManager& manager,
                                                      const InitPlan& plan,
                                                      const std::string& token);

}  // namespace atb::secrets
