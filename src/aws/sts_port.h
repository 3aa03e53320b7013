#pragma once

#include <functional>
#include <optional>
#include <string>

#include "aws/credentials.h"
#include "core/error.h"
#include "core/secret.h"
#include "core/time.h"

/// The two calls to the Security Token Service that the credential chain needs, as ports: the chain
/// decides when and as whom, the implementation where (region, endpoint, transport) and how.
/// Implemented over HTTP where a session is opened, and in memory by the tests.
namespace atb::aws {

/// AssumeRole, signed. Fields are checked by the chain before they get here.
struct AssumeRoleRequest {
  std::string role_arn;                      ///< "arn:aws:iam::123456789012:role/reader"
  std::string role_session_name;             ///< 2 to 64 of letters, digits and _+=,.@-
  std::string external_id = {};              ///< empty: none
  std::optional<int> duration_seconds = {};  ///< 900 to 43200; nothing: the service's default
};

/// AssumeRoleWithWebIdentity, not signed: the token is the proof.
struct WebIdentityRequest {
  std::string role_arn;
  std::string role_session_name;
  core::SecretString token;  ///< of the identity provider; goes into the body
  std::optional<int> duration_seconds = {};
};

/// @param signer  signs the call; valid during it
/// @param now     as the caller of the chain gave it
/// @return  key with `expires`; `source` may be left empty: the chain fills it
/// @error as any AWS call: kinds not_authorised, temporary
using AssumeRole = std::function<core::Result<Credentials>(
    const AssumeRoleRequest& request, const Credentials& signer, core::Timestamp now)>;
using AssumeRoleWithWebIdentity = std::function<core::Result<Credentials>(
    const WebIdentityRequest& request, core::Timestamp now)>;

}  // namespace atb::aws
