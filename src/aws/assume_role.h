#pragma once

#include <memory>
#include <string>

#include "aws/credential_provider.h"
#include "aws/credential_source.h"
#include "aws/role_settings.h"
#include "aws/sts_port.h"

namespace atb::aws {

/// The key of a role that another key assumes. When the service finds that key expired, a new one
/// is asked for and the call made once more.
/// @param signer  gives the key that assumes the role
/// @param origin  for people: "role R of profile a"
[[nodiscard]] CredentialSource assumed_role(AssumeRole call, RoleSettings role,
                                            std::shared_ptr<CredentialProvider> signer,
                                            std::string origin);

}  // namespace atb::aws
