#include "aws/role_settings.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace atb::aws {
namespace {

using core::ErrorKind;
using core::Result;
using Text = std::optional<std::string_view>;

constexpr std::string_view kSessionName = "ai-trading-bot";

tl::unexpected<core::Error> malformed(std::string_view where, std::string_view what,
                                      std::string advice) {
  return core::fail(ErrorKind::settings, "aws.role_malformed", fmt::format("{}: {}", where, what),
                    std::move(advice));
}

/// Source: STS's pattern for RoleSessionName.
bool is_session_name(std::string_view name) {
  constexpr std::string_view kMarks = "_+=,.@-";
  return name.size() >= 2 && name.size() <= 64 &&
         std::all_of(name.begin(), name.end(), [&](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                  kMarks.find(c) != std::string_view::npos;
         });
}

/// Source: STS's limits for RoleArn.
bool is_role_arn(std::string_view arn) {
  constexpr std::size_t kLengthMin = 20;
  constexpr std::size_t kLengthMax = 2048;
  return arn.starts_with("arn:") && arn.find(":role/") != std::string_view::npos &&
         arn.size() >= kLengthMin && arn.size() <= kLengthMax;
}

Result<std::optional<int>> duration(Text text, std::string_view where) {
  constexpr int kMin = 900;
  constexpr int kMax = 43'200;
  if (!text) return std::nullopt;
  int seconds = 0;
  const auto [stop, error] = std::from_chars(text->data(), text->data() + text->size(), seconds);
  if (error != std::errc{} || stop != text->data() + text->size() || seconds < kMin ||
      seconds > kMax)
    return malformed(where, "duration_seconds is not a number from 900 to 43200",
                     "Correct it or remove it: one hour is the default.");
  return seconds;
}

Result<RoleSettings> checked(Text role_arn, Text session_name, std::string_view where) {
  if (!role_arn)
    return malformed(where, "a web identity token file is named but no role",
                     "Set AWS_ROLE_ARN, or role_arn in the profile.");
  if (!is_role_arn(*role_arn))
    return malformed(where, "the role is not the ARN of a role",
                     "It looks like arn:aws:iam::123456789012:role/NAME.");
  const auto name = session_name.value_or(kSessionName);
  if (!is_session_name(name))
    return malformed(where, "the role session name is not 2 to 64 of letters, digits and _+=,.@-",
                     "Correct it or remove it.");
  return RoleSettings{std::string{*role_arn}, std::string{name}, {}, {}};
}

Result<void> check_origin(const ProfileRole& role, std::string_view where) {
  constexpr std::array<std::string_view, 3> kSources{"Environment", "EcsContainer",
                                                     "Ec2InstanceMetadata"};
  const auto& source = role.credential_source;
  if (source.empty() == role.source_profile.empty())
    return malformed(where,
                     source.empty() ? "role_arn stands without source_profile or credential_source"
                                    : "both source_profile and credential_source are set",
                     "Set exactly one: it says which key assumes the role.");
  if (!source.empty() && std::find(kSources.begin(), kSources.end(), source) == kSources.end())
    return malformed(where, "credential_source is none of those that exist",
                     fmt::format("Write one of {}.", fmt::join(kSources, ", ")));
  return {};
}

}  // namespace

std::string export_advice(std::string_view profile) {
  return fmt::format(
      "Put the credentials themselves into the environment:\n"
      "eval \"$(aws configure export-credentials --profile {} --format env)\"",
      profile);
}

Result<std::optional<ProfileRole>> profile_role(const ProfileFiles& files,
                                                std::string_view profile) {
  const auto setting = [&](std::string_view key) { return files.setting(profile, key); };
  if (!setting("role_arn") || setting("web_identity_token_file")) return std::nullopt;
  const auto where = fmt::format("profile {}", profile);
  if (setting("mfa_serial"))
    return core::fail(
        ErrorKind::settings, "aws.credentials_unsupported",
        fmt::format("{} needs a code of an MFA device (mfa_serial), which nobody can type when "
                    "the key is renewed",
                    where),
        export_advice(profile));
  ProfileRole role;
  ATB_ASSIGN(role.role, checked(setting("role_arn"), setting("role_session_name"), where));
  ATB_ASSIGN(role.role.duration_seconds, duration(setting("duration_seconds"), where));
  role.role.external_id = setting("external_id").value_or("");
  role.source_profile = setting("source_profile").value_or("");
  role.credential_source = setting("credential_source").value_or("");
  ATB_TRY(check_origin(role, where));
  return role;
}

Result<std::optional<WebIdentityRole>> web_identity_role(const ProfileFiles& files,
                                                         std::string_view profile,
                                                         const Environment& environment,
                                                         bool use_environment) {
  const auto either = [&](std::string_view variable, std::string_view key) {
    const auto value = use_environment ? environment(variable) : std::nullopt;
    return value ? value : files.setting(profile, key);
  };
  const auto file = either("AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file");
  if (!file) return std::nullopt;
  const bool from_variable = use_environment && environment("AWS_WEB_IDENTITY_TOKEN_FILE");
  WebIdentityRole role;
  role.token_file = *file;
  role.origin = from_variable ? "web identity (AWS_WEB_IDENTITY_TOKEN_FILE)"
                              : fmt::format("web identity of profile {}", profile);
  ATB_ASSIGN(role.role, checked(either("AWS_ROLE_ARN", "role_arn"),
                                either("AWS_ROLE_SESSION_NAME", "role_session_name"), role.origin));
  ATB_ASSIGN(role.role.duration_seconds,
             duration(files.setting(profile, "duration_seconds"), role.origin));
  return role;
}

}  // namespace atb::aws
