#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "aws/environment.h"
#include "core/error.h"
#include "core/secret.h"

/// The two files that the AWS command line keeps: `~/.aws/credentials` and `~/.aws/config`.
namespace atb::aws {

/// The settings of one section; values are wiped when they go. Names are kept in lower case.
class Profile {
 public:
  /// The value of a key such as "region"; nothing when it is missing or empty.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view key) const;
  /// The value of `inner` below `outer`, as in "s3 =\n  max_concurrent_requests = 5".
  [[nodiscard]] std::optional<std::string_view> find_nested(std::string_view outer,
                                                            std::string_view inner) const;
  void set(std::string_view key, std::string_view value);
  void set_nested(std::string_view outer, std::string_view inner, std::string_view value);

 private:
  std::map<std::string, core::SecretString, std::less<>> values_;
};

using Profiles = std::map<std::string, Profile, std::less<>>;

enum class ProfileFileKind {
  credentials,  ///< sections are "[name]"
  config,  ///< sections are "[profile name]", "[default]", "[services name]"; others are unused
};

/// What one file holds.
struct ProfileSections {
  Profiles profiles;
  Profiles services;  ///< the "[services name]" sections of a config file
};

/// Reads the text of such a file as the AWS tools do: "key = value" or "key: value" under a
/// section; lines that begin with '#' or ';' are comments; a line that is indented deeper than its
/// key goes on with the value; below a key without a value such lines are settings of their own
/// (nested). Of two spellings of one profile ("[default]", "[profile default]") the later counts.
/// Source: botocore.configloader, which reads with Python's RawConfigParser.
/// @param path  for messages
/// @error aws.profile_malformed, aws.profile_duplicate (a section or key written twice, which the
///        AWS tools refuse too), both kind settings, with the line's number, never its content
[[nodiscard]] core::Result<ProfileSections> parse_profiles(std::string_view text,
                                                           ProfileFileKind kind,
                                                           std::string_view path);

/// Both files as the environment places them.
struct ProfileFiles {
  std::string credentials_path;  ///< empty when there is no home directory
  std::string config_path;
  Profiles credentials;
  Profiles config;
  Profiles services;  ///< of the config file

  [[nodiscard]] bool contains(std::string_view profile) const;
  /// A setting of a profile: the credentials file's first, as the AWS tools have it.
  [[nodiscard]] std::optional<std::string_view> setting(std::string_view profile,
                                                        std::string_view key) const;
  /// A setting of a service in the "[services …]" section that the profile names by `services`.
  /// @param service_id  in lower case with underscores: "secrets_manager", "cloudwatch_logs"
  /// @param key         "endpoint_url"
  [[nodiscard]] std::optional<std::string_view> service_setting(std::string_view profile,
                                                                std::string_view service_id,
                                                                std::string_view key) const;
};

/// Loads both; a file that does not exist is empty. AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE
/// name other places. The credentials file must be private (no rights for group and others).
/// @error those of files::read_private_file, files::read_file and parse_profiles
[[nodiscard]] core::Result<ProfileFiles> load_profiles(const Environment& environment);

/// Loads the config file alone.
/// @error those of files::read_file and parse_profiles
[[nodiscard]] core::Result<ProfileFiles> load_config_profiles(const Environment& environment);

/// The profile in force: the flag's, AWS_PROFILE, AWS_DEFAULT_PROFILE, "default".
[[nodiscard]] std::string profile_name(std::string_view flag, const Environment& environment);

}  // namespace atb::aws
