#pragma once

#include <string>
#include <string_view>

#include "aws/environment.h"
#include "aws/service.h"
#include "core/error.h"

namespace atb::aws {

/// Where to send requests: flag, AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, else AWS's own host
/// in the region. AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true switches both variables off.
/// @return  without a final '/'
/// @error net.url_malformed; net.http_refused: these variables can be planted, and the answer holds
///        the secret; aws.endpoint_with_path (usage)
[[nodiscard]] core::Result<std::string> resolve_endpoint(const Service& service,
                                                         std::string_view flag,
                                                         std::string_view region,
                                                         const Environment& environment);

}  // namespace atb::aws
