#pragma once

#include <memory>
#include <string>
#include <vector>

#include "aws/environment.h"
#include "aws/secrets_manager.h"
#include "core/error.h"
#include "net/http.h"

namespace atb::aws {

/// What the command line says about AWS; empty: not given.
struct SessionOptions {
  std::string region;
  std::string profile;
  std::string endpoint_url;
};

/// Everything that a call to Secrets Manager needs, resolved. Nothing has been sent yet.
struct Session {
  std::unique_ptr<net::HttpTransport> transport;    ///< outlives `secrets`
  std::unique_ptr<CredentialProvider> credentials;  ///< outlives `secrets`
  SecretsManager secrets;
  std::string region;
  std::string endpoint;
  std::string credential_source;      ///< for people
  std::vector<std::string> warnings;  ///< for people
};

/// Resolves region, endpoint and credentials, in this order, and builds the client. Honours
/// AWS_CA_BUNDLE, HTTPS_PROXY, NO_PROXY and AWS_MAX_ATTEMPTS (1 to 10). The profile files are read
/// and judged only where the environment and the options leave something to look up.
/// @error those of the resolving functions; aws.max_attempts_malformed (settings)
[[nodiscard]] core::Result<Session> open_session(const SessionOptions& options,
                                                 const Environment& environment);

/// The machine's clock, sleep and random numbers.
[[nodiscard]] Surroundings machine_surroundings();

}  // namespace atb::aws
