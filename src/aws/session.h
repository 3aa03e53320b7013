#pragma once

#include <memory>
#include <string>
#include <vector>

#include "aws/cloudtrail.h"
#include "aws/cloudwatch.h"
#include "aws/cloudwatch_logs.h"
#include "aws/environment.h"
#include "aws/iam.h"
#include "aws/secrets_manager.h"
#include "aws/sts.h"
#include "core/error.h"

namespace atb::aws {

/// What the command line says about AWS; empty: not given.
struct SessionOptions {
  std::string region;
  std::string profile;
  std::string endpoint_url;
};

/// Everything that calls to AWS need, resolved. The other services are made when they are asked
/// for, on the same connections and the same key.
class Session {
 public:
  /// What the services share; lives behind a pointer, so that a session may move.
  struct Shared;

  Session(std::unique_ptr<Shared> shared, SecretsManager manager, std::string region_in_use,
          std::string secrets_endpoint);
  Session(Session&&) noexcept;
  ~Session();

  /// Each a client of its own, to be used while the session lives.
  /// @error those of resolve_endpoint for that service
  [[nodiscard]] core::Result<Sts> sts() const;
  [[nodiscard]] core::Result<Iam> iam() const;
  [[nodiscard]] core::Result<CloudWatch> cloudwatch() const;
  [[nodiscard]] core::Result<CloudWatchLogs> cloudwatch_logs() const;
  [[nodiscard]] core::Result<CloudTrail> cloudtrail() const;

  /// Where the key comes from, for people; asks for the key when there is none yet.
  /// @error those of the credential chain
  [[nodiscard]] core::Result<std::string> credential_source() const;

 private:
  std::unique_ptr<Shared> shared_;  // first: what follows uses it to its end

 public:
  SecretsManager secrets;
  std::string region;
  std::string endpoint;               ///< of Secrets Manager
  std::vector<std::string> warnings;  ///< for people
};

/// Resolves region, endpoint and the origin of the key, in this order, and builds the client of
/// Secrets Manager. Nothing has been sent yet, unless only the machine's metadata service can tell
/// the region. Honours AWS_CA_BUNDLE, HTTPS_PROXY, NO_PROXY and AWS_MAX_ATTEMPTS (1 to 10).
///
/// The profile files are read and judged only where something has to be looked up in them: with the
/// key and the region in the environment and no profile named, its endpoint_url is not asked
/// either.
/// @error those of the resolving functions; aws.max_attempts_malformed (settings)
[[nodiscard]] core::Result<Session> open_session(const SessionOptions& options,
                                                 const Environment& environment);

/// The machine's clock, sleep and random numbers.
[[nodiscard]] Surroundings machine_surroundings();

}  // namespace atb::aws
