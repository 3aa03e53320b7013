#pragma once

#include <memory>
#include <string>

#include "aws/client.h"
#include "aws/credential_provider.h"
#include "aws/environment.h"
#include "aws/profile_file.h"
#include "aws/sts_port.h"
#include "core/error.h"
#include "net/http.h"

namespace atb::aws {

/// What the chain looks at and through.
struct ChainOptions {
  std::string profile_flag;  ///< value of --profile; empty when it was not given
  Environment environment;
  const ProfileFiles& files;  ///< needed only during the call
  /// For instance metadata and the container's endpoint: without a proxy, and let to speak http to
  /// `kMetadataHosts`. Must outlive the provider.
  net::HttpTransport& metadata_transport;
  Surroundings surroundings;
  /// Both are called when a role is asked for, never by `make_credential_provider`; not empty, and
  /// what they refer to must outlive the provider.
  AssumeRole assume_role;
  AssumeRoleWithWebIdentity assume_role_with_web_identity;
};

/// Picks the origin of the key by the settings, in the order of the AWS tools: environment; the
/// profile's role; web identity; the keys of the credentials file; `credential_process`; the keys
/// of the config file; the container's endpoint; instance metadata (version 2 only). A profile
/// named by flag skips the environment, AWS_PROFILE does not.
///
/// Nothing is sent or run before the first `get`; settings that can never work fail at once.
/// Source: botocore's order of providers.
/// @return  never null; renews temporary keys as `RenewedCredentials` says
/// @error aws.credentials_incomplete, aws.credentials_unsupported (SSO, login, MFA),
///        aws.profile_unknown, aws.profile_cycle, aws.role_malformed, aws.container_malformed,
///        aws.metadata_malformed (settings); aws.no_credentials (not_authorised) when nothing is
///        set and instance metadata is switched off
[[nodiscard]] core::Result<std::unique_ptr<CredentialProvider>> make_credential_provider(
    const ChainOptions& options);

}  // namespace atb::aws
