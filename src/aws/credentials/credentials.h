#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aws/environment.h"
#include "aws/profile_file.h"
#include "aws/signing/sigv4.h"
#include "core/error.h"
#include "core/time.h"

/// Whom we act for. Sources are tried in the order of the AWS tools; each is one function that
/// gives a key, nothing ("not here, try the next") or an error ("here, but wrong": stop).
namespace atb::aws {

struct Credentials {
  SigningKey key = {};
  std::string source = {};  ///< for people: "environment", "profile a in /home/x/.aws/credentials"
  std::optional<core::Timestamp> expires = {};  ///< end of a temporary key; nothing: none known
};

/// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN.
/// @error aws.credentials_incomplete (settings)  one of the first two without the other
[[nodiscard]] core::Result<std::optional<Credentials>> environment_credentials(
    const Environment& environment);

/// The keys that a profile holds in the credentials file, or in the config file.
/// @error aws.credentials_incomplete (settings)
[[nodiscard]] core::Result<std::optional<Credentials>> shared_file_credentials(
    const ProfileFiles& files, std::string_view profile);
[[nodiscard]] core::Result<std::optional<Credentials>> config_file_credentials(
    const ProfileFiles& files, std::string_view profile);

/// The files that were looked at, for people.
[[nodiscard]] std::string places(const ProfileFiles& files);

/// The error for who has no key at all, and its cure.
/// @param profile_flag  as given; a profile named by it skips the environment
[[nodiscard]] tl::unexpected<core::Error> none_found(std::string_view profile_flag,
                                                     std::string_view profile,
                                                     const ProfileFiles& files);

}  // namespace atb::aws
