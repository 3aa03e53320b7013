#include "secrets/child_environment.h"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "settings/env_file.h"

namespace atb::secrets {
namespace {

/// What would let the command act as we do at AWS.
constexpr std::array<std::string_view, 12> kCredentials{"AWS_ACCESS_KEY_ID",
                                                        "AWS_SECRET_ACCESS_KEY",
                                                        "AWS_SESSION_TOKEN",
                                                        "AWS_SECURITY_TOKEN",
                                                        "AWS_PROFILE",
                                                        "AWS_DEFAULT_PROFILE",
                                                        "AWS_WEB_IDENTITY_TOKEN_FILE",
                                                        "AWS_ROLE_ARN",
                                                        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                                                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                                                        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                                                        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"};

bool is_credential(std::string_view name) {
  return std::find(kCredentials.begin(), kCredentials.end(), name) != kCredentials.end();
}

core::SecretBuffer variable(std::string_view name, std::string_view value) {
  core::SecretBuffer bytes;
  bytes.reserve(name.size() + value.size() + 2);
  bytes.insert(bytes.end(), name.begin(), name.end());
  bytes.push_back('=');
  bytes.insert(bytes.end(), value.begin(), value.end());
  bytes.push_back('\0');
  return bytes;
}

}  // namespace

core::Result<std::vector<core::SecretBuffer>> child_environment(
    const std::vector<std::string_view>& inherited, const settings::Values& values) {
  std::vector<std::string> unsafe;
  for (const auto& [name, value] : values)
    if (!settings::is_writable_name(name) || is_credential(name) ||
        value.reveal().find('\0') != std::string_view::npos)
      unsafe.push_back(name);
  if (!unsafe.empty())
    return core::fail(core::ErrorKind::settings, "secrets.unsafe_name",
                      fmt::format("the secret has what may not stand in an environment: {}",
                                  fmt::join(unsafe, ", ")),
                      "Take it out: ai-trading-bot-secrets unset NAME");
  std::vector<core::SecretBuffer> variables;
  for (const auto entry : inherited) {
    const auto name = entry.substr(0, entry.find('='));
    if (name.size() == entry.size() || is_credential(name) || values.find(name) != nullptr)
      continue;
    variables.push_back(variable(name, entry.substr(name.size() + 1)));
  }
  for (const auto& [name, value] : values) variables.push_back(variable(name, value.reveal()));
  return variables;
}

}  // namespace atb::secrets
