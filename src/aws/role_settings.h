#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aws/environment.h"
#include "aws/profile_file.h"
#include "core/error.h"

/// The settings by which a key is had for a role, read and checked.
namespace atb::aws {

/// Which role, and how its use is called in the logs of AWS.
struct RoleSettings {
  std::string role_arn;
  std::string session_name;             ///< "ai-trading-bot" unless set
  std::string external_id;              ///< empty: none
  std::optional<int> duration_seconds;  ///< 900 to 43200
};

/// A profile's `role_arn` with where the key that assumes it comes from: exactly one of both.
struct ProfileRole {
  RoleSettings role;
  std::string source_profile;  ///< name of a profile, or empty
  std::string
      credential_source;  ///< "Environment", "EcsContainer", "Ec2InstanceMetadata", or empty
};

/// A role that is assumed with the token of an identity provider.
struct WebIdentityRole {
  RoleSettings role;
  std::string token_file;
  std::string origin;  ///< for people
};

/// The role of a profile, from `role_arn`, `source_profile`, `credential_source`, `external_id`,
/// `role_session_name`, `duration_seconds`.
/// @return  nothing without `role_arn`, or when the profile has a `web_identity_token_file`
/// @error aws.role_malformed (settings); aws.credentials_unsupported (settings) for `mfa_serial`:
///        nobody is there to type the code when the key is renewed
[[nodiscard]] core::Result<std::optional<ProfileRole>> profile_role(const ProfileFiles& files,
                                                                    std::string_view profile);

/// From AWS_WEB_IDENTITY_TOKEN_FILE, AWS_ROLE_ARN, AWS_ROLE_SESSION_NAME, each else the profile's
/// `web_identity_token_file`, `role_arn`, `role_session_name`.
/// @param use_environment  false for a profile that was named by flag or by another profile
/// @return  nothing without a token file
/// @error aws.role_malformed (settings)
[[nodiscard]] core::Result<std::optional<WebIdentityRole>> web_identity_role(
    const ProfileFiles& files, std::string_view profile, const Environment& environment,
    bool use_environment);

/// How to get a key out of the AWS command line for what is not read here.
[[nodiscard]] std::string export_advice(std::string_view profile);

}  // namespace atb::aws
