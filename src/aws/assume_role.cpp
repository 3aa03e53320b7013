#include "aws/assume_role.h"

#include <utility>

namespace atb::aws {
namespace {

bool is_expired(const core::Error& error) {
  return error.code == "ExpiredToken" || error.code == "ExpiredTokenException";
}

core::Result<Credentials> assume(const AssumeRole& call, const AssumeRoleRequest& request,
                                 CredentialProvider& signer, core::Timestamp now) {
  ATB_ASSIGN(const auto* const key, signer.get(now));
  auto credentials = call(request, *key, now);
  if (credentials || !is_expired(credentials.error()) || !signer.discard()) return credentials;
  ATB_ASSIGN(const auto* const newer, signer.get(now));
  return call(request, *newer, now);
}

}  // namespace

CredentialSource assumed_role(AssumeRole call, RoleSettings role,
                              std::shared_ptr<CredentialProvider> signer, std::string origin) {
  AssumeRoleRequest request{.role_arn = std::move(role.role_arn),
                            .role_session_name = std::move(role.session_name),
                            .external_id = std::move(role.external_id),
                            .duration_seconds = role.duration_seconds};
  return [call = std::move(call), request = std::move(request), signer = std::move(signer),
          origin = std::move(origin)](core::Timestamp now) -> core::Result<Credentials> {
    auto credentials = assume(call, request, *signer, now);
    if (!credentials) return core::add_context(std::move(credentials).error(), origin);
    credentials->source = origin;
    return credentials;
  };
}

}  // namespace atb::aws
