#pragma once

#include "aws/credential_source.h"
#include "aws/role_settings.h"
#include "aws/sts_port.h"

namespace atb::aws {

/// The key of a role for a token that an identity provider keeps fresh in a file (EKS, CI): the
/// file is read anew each time, blanks at its end are left out.
/// @error (the source's) aws.web_identity_token (settings) for an empty or too long token; those of
///        files::read_secret_input and of the call
[[nodiscard]] CredentialSource web_identity(AssumeRoleWithWebIdentity call, WebIdentityRole role);

}  // namespace atb::aws
