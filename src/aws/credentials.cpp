#include "aws/credentials.h"

#include <array>

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

/// Names where a profile gets its keys from when it does not hold them itself.
Text indirection_of(const ProfileFiles& files, std::string_view profile) {
  constexpr std::array<std::string_view, 5> kKeys{"role_arn", "credential_process", "sso_session",
                                                  "sso_start_url", "web_identity_token_file"};
  for (const auto key : kKeys)
    if (files.setting(profile, key)) return key;
  return std::nullopt;
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

core::Result<Credentials> resolve_credentials(std::string_view profile_flag,
                                              const Environment& environment,
                                              const ProfileFiles& files) {
  if (profile_flag.empty()) {
    ATB_ASSIGN(auto from_environment, environment_credentials(environment));
    if (from_environment) return std::move(*from_environment);
  }
  const std::string profile = profile_name(profile_flag, environment);
  if (profile != "default" && !files.contains(profile))
    return core::fail(ErrorKind::settings, "aws.profile_unknown",
                      fmt::format("there is no AWS profile {} in {}", profile, places(files)),
                      "List the profiles with: aws configure list-profiles");
  // A role stands before the keys: those are then only what the role is assumed with.
  if (const auto key = indirection_of(files, profile))
    return core::fail(
        ErrorKind::settings, "aws.credentials_unsupported",
        fmt::format("profile {} takes its credentials from {}, which is not read here", profile,
                    *key),
        fmt::format("Put the credentials themselves into the environment:\n"
                    "eval \"$(aws configure export-credentials --profile {} --format env)\"",
                    profile));
  for (const auto find : {&shared_file_credentials, &config_file_credentials}) {
    ATB_ASSIGN(auto found, find(files, profile));
    if (found) return std::move(*found);
  }
  return none_found(profile_flag, profile, files);
}

}  // namespace atb::aws
