#pragma once

#include <string>
#include <string_view>

#include "aws/environment.h"
#include "core/error.h"

namespace atb::aws {

/// A service as its host name and its endpoint variable spell it.
struct ServiceName {
  std::string_view host_prefix;      ///< "secretsmanager"; also the name in signatures
  std::string_view variable_suffix;  ///< "SECRETS_MANAGER"
};
inline constexpr ServiceName kSecretsManager{"secretsmanager", "SECRETS_MANAGER"};

/// Where to send requests: flag, AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, else AWS's own host
/// in the region. AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true switches both variables off.
/// @return  without a final '/'
/// @error net.url_malformed; net.http_refused: these variables can be planted, and the answer holds
///        the secret; aws.endpoint_with_path (usage)
[[nodiscard]] core::Result<std::string> resolve_endpoint(const ServiceName& service,
                                                         std::string_view flag,
                                                         std::string_view region,
                                                         const Environment& environment);

}  // namespace atb::aws
