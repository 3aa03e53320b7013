#include "aws/web_identity.h"

#include <utility>

#include <fmt/format.h>

#include "files/read.h"

namespace atb::aws {
namespace {

constexpr std::size_t kFileBytesMax = 64 * 1024;
/// Source: STS's limits for WebIdentityToken.
constexpr std::size_t kTokenLengthMin = 4;
constexpr std::size_t kTokenLengthMax = 20'000;

core::Result<core::SecretString> read_token(const std::string& path) {
  ATB_ASSIGN(auto content, files::read_secret_input(path, kFileBytesMax));
  auto& bytes = content.bytes;
  while (!bytes.empty() && (bytes.back() == '\n' || bytes.back() == '\r' || bytes.back() == ' '))
    bytes.pop_back();
  if (bytes.size() < kTokenLengthMin || bytes.size() > kTokenLengthMax)
    return core::fail(core::ErrorKind::settings, "aws.web_identity_token",
                      fmt::format("{} holds no token of an identity provider", path),
                      "Check what writes the file, and AWS_WEB_IDENTITY_TOKEN_FILE.");
  return core::SecretString{std::move(bytes)};
}

core::Result<Credentials> ask(const AssumeRoleWithWebIdentity& call, const WebIdentityRole& role,
                              core::Timestamp now) {
  ATB_ASSIGN(auto token, read_token(role.token_file));
  return call({.role_arn = role.role.role_arn,
               .role_session_name = role.role.session_name,
               .token = std::move(token),
               .duration_seconds = role.role.duration_seconds},
              now);
}

}  // namespace

CredentialSource web_identity(AssumeRoleWithWebIdentity call, WebIdentityRole role) {
  return [call = std::move(call),
          role = std::move(role)](core::Timestamp now) -> core::Result<Credentials> {
    auto credentials = ask(call, role, now);
    if (!credentials) return core::add_context(std::move(credentials).error(), role.origin);
    credentials->source = role.origin;
    return credentials;
  };
}

}  // namespace atb::aws
