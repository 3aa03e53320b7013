#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "aws/credentials/credential_provider.h"
#include "aws/protocol/errors.h"
#include "aws/service.h"
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

/// Where a service is spoken to, and which one it is.
struct ServiceAddress {
  std::string endpoint;  ///< "https://secretsmanager.eu-central-1.amazonaws.com"
  std::string region;    ///< of the signature
  Service service;
};

/// Makes the calls of one service, whatever its protocol. One thread at a time.
class Client {
 public:
  /// `transport` and `credentials` must outlive the client.
  Client(net::HttpTransport& transport, ServiceAddress address, CredentialProvider& credentials,
         Surroundings surroundings, core::RetryPolicy::Limits limits = {});

  /// One call with its retries, each signed anew at its own time with the provider's key (unless
  /// the context asks for an unsigned call).
  ///
  /// Tried again: failures of the network and of the service that may pass; once a signature that
  /// the service's clock explains (its Date header, over verified TLS or loopback, then gives the
  /// offset for this and later calls); once a key that has expired, when the provider has another.
  /// A Retry-After of up to 20 s is waited for. What is not repeatable (see CallContext) is tried
  /// again only after a failure that says that it was not carried out.
  /// @param body  JSON or form; must have the same effect when it arrives twice (reads, or writes
  ///              with one fixed ClientRequestToken), unless the context says otherwise
  /// @return  the body of the answer
  /// @error to_error of the last fault; codes of net and of the provider;
  ///        aws.retry_after_too_long (temporary)
  [[nodiscard]] core::Result<core::SecretBuffer> call(const core::SecretBuffer& body,
                                                      const CallContext& context);

  /// Whether a try of the last call that failed got no answer, or one that says nothing: it may
  /// have had its effect although a later try was refused.
  [[nodiscard]] bool may_have_had_effect() const noexcept { return may_have_had_effect_; }

  /// AWS's clock minus ours, as far as a correction was needed; else zero.
  [[nodiscard]] core::Duration clock_offset() const noexcept { return clock_offset_; }
  [[nodiscard]] const std::string& region() const noexcept { return address_.region; }
  [[nodiscard]] const Service& service() const noexcept { return address_.service; }
  /// What time and sleep are here, for services that must pace their calls.
  [[nodiscard]] const Surroundings& surroundings() const noexcept { return surroundings_; }

 private:
  struct Attempt;
  Attempt attempt(const core::SecretBuffer& body, const CallContext& context);
  core::Result<net::HttpRequest> request_for(const core::SecretBuffer& body,
                                             const CallContext& context);
  bool correct_clock(const Fault& fault, const net::HttpResponse& response);
  std::optional<core::Duration> retry_after(const net::HttpResponse& response) const;

  net::HttpTransport& transport_;
  ServiceAddress address_;
  CredentialProvider& credentials_;
  Surroundings surroundings_;
  core::RetryPolicy retry_policy_;
  core::Duration clock_offset_;
  bool may_have_had_effect_ = false;
};

}  // namespace atb::aws
