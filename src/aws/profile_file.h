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

/// The keys of one profile; values are wiped when they go.
class Profile {
 public:
  /// The value of a key such as "region"; nothing when it is missing or empty.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view key) const;
  void set(std::string_view key, std::string_view value);

 private:
  std::map<std::string, core::SecretString, std::less<>> values_;
};

using Profiles = std::map<std::string, Profile, std::less<>>;

enum class ProfileFileKind {
  credentials,  ///< sections are "[name]"
  config,       ///< sections are "[profile name]" and "[default]"; others are left out
};

/// Reads the text of such a file: "key = value" under a section, '#' and ';' start comment lines,
/// indented lines (nested settings) are left out.
/// @param path  for messages
/// @error aws.profile_malformed (kind settings) with the line's number, never its content
[[nodiscard]] core::Result<Profiles> parse_profiles(std::string_view text, ProfileFileKind kind,
                                                    std::string_view path);

/// Both files as the environment places them.
struct ProfileFiles {
  std::string credentials_path;  ///< empty when there is no home directory
  std::string config_path;
  Profiles credentials;
  Profiles config;

  [[nodiscard]] bool contains(std::string_view profile) const;
  /// A setting of a profile: the config file's first, as it is the place for it.
  [[nodiscard]] std::optional<std::string_view> setting(std::string_view profile,
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
