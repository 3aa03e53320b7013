#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "aws/errors.h"
#include "aws/sigv4.h"
#include "core/retry.h"
#include "core/secret.h"
#include "core/time.h"
#include "net/http.h"

namespace atb::aws {

/// The outside world of a client besides the network; tests pass their own.
struct Surroundings {
  std::function<core::Timestamp()> now;
  std::function<void(core::Duration)> sleep;
  std::function<double()> random;  ///< uniform in [0, 1)
};

/// Where and how a JSON 1.1 service is spoken to.
struct ServiceAddress {
  std::string endpoint;       ///< "https://secretsmanager.eu-central-1.amazonaws.com"
  std::string region;         ///< of the signature
  std::string service;        ///< of the signature: "secretsmanager"
  std::string target_prefix;  ///< "secretsmanager" in "secretsmanager.GetSecretValue"
};

/// Makes signed calls. One thread at a time.
class Client {
 public:
  /// `transport` must outlive the client.
  Client(net::HttpTransport& transport, ServiceAddress address, SigningKey key,
         Surroundings surroundings, core::RetryPolicy::Limits limits = {});

  /// One call with its retries, each signed anew at its own time.
  ///
  /// Tried again: failures of the network and of the service that may pass, and once a signature
  /// that the service's clock explains (its Date header, over verified TLS or loopback, then gives
  /// the offset for this and later calls). A Retry-After of up to 20 s is waited for.
  /// @param body  JSON; must have the same effect when it arrives twice (reads, or writes with one
  ///              fixed ClientRequestToken)
  /// @return  the body of the answer
  /// @error to_error of the last fault; codes of net; aws.retry_after_too_long (temporary)
  [[nodiscard]] core::Result<core::SecretBuffer> call(const core::SecretBuffer& body,
                                                      const CallContext& context);

  /// AWS's clock minus ours, as far as a correction was needed; else zero.
  [[nodiscard]] core::Duration clock_offset() const noexcept { return clock_offset_; }
  [[nodiscard]] const std::string& region() const noexcept { return address_.region; }

 private:
  struct Attempt;
  Attempt attempt(const core::SecretBuffer& body, const CallContext& context);
  bool correct_clock(const Fault& fault, const net::HttpResponse& response);
  std::optional<core::Duration> retry_after(const net::HttpResponse& response) const;

  net::HttpTransport& transport_;
  ServiceAddress address_;
  SigningKey key_;
  Surroundings surroundings_;
  core::RetryPolicy retry_policy_;
  core::Duration clock_offset_;
};

}  // namespace atb::aws
