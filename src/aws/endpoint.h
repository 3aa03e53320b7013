#pragma once

#include <string>
#include <string_view>

#include "aws/environment.h"
#include "aws/profile_file.h"
#include "aws/service.h"
#include "core/error.h"

namespace atb::aws {

/// "aws", "aws-cn" or "aws-us-gov": what a region belongs to, as ARNs begin with it.
[[nodiscard]] std::string_view partition_of(std::string_view region);

/// The region in the signature of a call: the one in use, or the partition's for a global service.
[[nodiscard]] std::string signing_region(const Service& service, std::string_view region);

/// Where an endpoint may be written down.
struct EndpointSettings {
  std::string_view flag;  ///< value of --endpoint-url; empty: not given
  const Environment& environment;
  const ProfileFiles& files;
  std::string_view profile;
};

/// Where to send requests: flag, AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, the profile's
/// services section, the profile's endpoint_url, else AWS's own host in the region, with
/// AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT (or the profile's use_fips_endpoint and
/// use_dualstack_endpoint). IAM has no dual-stack host here.
/// AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true, or the profile's ignore_configured_endpoint_urls,
/// switches everything but the flag off.
/// Source: botocore's endpoint rule sets.
/// @return  without a final '/'
/// @error net.url_malformed; net.http_refused: these settings can be planted, and the answer holds
///        the secret; aws.endpoint_with_path (usage)
[[nodiscard]] core::Result<std::string> resolve_endpoint(const Service& service,
                                                         std::string_view region,
                                                         const EndpointSettings& settings);

}  // namespace atb::aws
