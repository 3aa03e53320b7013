#include "aws/credentials/credentials.h"

#include <fmt/format.h>

namespace atb::aws {
namespace {

using core::ErrorKind;
using Found = core::Result<std::optional<Credentials>>;
using Text = std::optional<std::string_view>;

/// Key and secret belong together; half of them is a mistake to report, not to step over.
Found pair_up(Text key_id, Text secret, Text token, const std::string& source,
              std::string_view key_name, std::string_view secret_name) {
  if (!key_id && !secret) return std::nullopt;
  if (!key_id || !secret)
    return core::fail(ErrorKind::settings, "aws.credentials_incomplete",
                      fmt::format("{} is set but {} is not ({})", key_id ? key_name : secret_name,
                                  key_id ? secret_name : key_name, source),
                      "Set both, or neither.");
  Credentials credentials;
  credentials.key.access_key_id = *key_id;
  credentials.key.secret_access_key = core::SecretString{*secret};
  credentials.key.session_token = core::SecretString{token.value_or("")};
  credentials.source = source;
  return credentials;
}

Found keys_in(const Profiles& profiles, const std::string& path, std::string_view profile) {
  const auto at = profiles.find(profile);
  if (at == profiles.end()) return std::nullopt;
  const auto& keys = at->second;
  return pair_up(keys.find("aws_access_key_id"), keys.find("aws_secret_access_key"),
                 keys.find("aws_session_token"), fmt::format("profile {} in {}", profile, path),
                 "aws_access_key_id", "aws_secret_access_key");
}

}  // namespace

Found environment_credentials(const Environment& environment) {
  return pair_up(environment("AWS_ACCESS_KEY_ID"), environment("AWS_SECRET_ACCESS_KEY"),
                 environment("AWS_SESSION_TOKEN"), "environment", "AWS_ACCESS_KEY_ID",
                 "AWS_SECRET_ACCESS_KEY");
}

Found shared_file_credentials(const ProfileFiles& files, std::string_view profile) {
  return keys_in(files.credentials, files.credentials_path, profile);
}

Found config_file_credentials(const ProfileFiles& files, std::string_view profile) {
  return keys_in(files.config, files.config_path, profile);
}

std::string places(const ProfileFiles& files) {
  if (files.credentials_path.empty() && files.config_path.empty())
    return "no files (HOME is not set)";
  return fmt::format("{} and {}", files.credentials_path, files.config_path);
}

tl::unexpected<core::Error> none_found(std::string_view profile_flag, std::string_view profile,
                                       const ProfileFiles& files) {
  return core::fail(
      ErrorKind::not_authorised, "aws.no_credentials",
      fmt::format("no AWS credentials: {}none for profile {} in {}",
                  profile_flag.empty() ? "none in the environment, " : "", profile, places(files)),
      "Run: aws configure\n"
      "or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile with --profile.");
}

}  // namespace atb::aws
