#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "aws/credentials.h"
#include "aws/environment.h"
#include "core/error.h"
#include "core/secret.h"
#include "core/time.h"
#include "net/http.h"

namespace atb::aws {

/// Where the instance metadata service is asked: AWS_EC2_METADATA_SERVICE_ENDPOINT, else AWS's
/// address, the IPv6 one with AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE=IPv6.
/// @return  without a final '/'; nothing when AWS_EC2_METADATA_DISABLED=true
/// @error aws.metadata_malformed (settings); net.http_refused (refused)
[[nodiscard]] core::Result<std::optional<std::string>> metadata_endpoint(
    const Environment& environment);

/// The EC2 instance metadata service, version 2 only: every request carries a session token, and
/// without one nothing is asked. One try of 0.9 seconds each. One thread at a time.
/// Source: the EC2 user guide, "Use the Instance Metadata Service"; time-outs as botocore's.
class InstanceMetadata {
 public:
  /// @param transport  without a proxy; must outlive this object
  /// @param endpoint   of `metadata_endpoint`
  /// @param random     uniform in [0, 1)
  InstanceMetadata(net::HttpTransport& transport, std::string endpoint,
                   std::function<double()> random);

  /// The key of the instance's role. A key that ends within the 15 minutes in which a new one
  /// should long be there (an outage of the service) is said to last 17 to 25 minutes more: it goes
  /// on being used, and the called service decides.
  /// @error aws.metadata_no_answer, aws.metadata_unreachable, aws.metadata_answer (temporary);
  ///        aws.metadata_blocked, aws.metadata_absent, aws.no_instance_profile,
  ///        aws.metadata_failed, aws.credentials_malformed (not_authorised)
  [[nodiscard]] core::Result<Credentials> credentials(core::Timestamp now);

  /// The region in which the instance runs, as it was answered. @error as `credentials`
  [[nodiscard]] core::Result<std::string> region(core::Timestamp now);

 private:
  [[nodiscard]] core::Result<net::HttpResponse> get(std::string_view path, core::Timestamp now);
  [[nodiscard]] core::Result<net::HttpResponse> get_once(std::string_view path,
                                                         core::Timestamp now);
  [[nodiscard]] core::Result<void> renew_token(core::Timestamp now);
  [[nodiscard]] core::Result<std::string> role_name(core::Timestamp now);

  net::HttpTransport& transport_;
  std::string endpoint_;
  std::function<double()> random_;
  core::SecretString token_;
  core::Timestamp token_ends_;
};

}  // namespace atb::aws
