#pragma once

#include <array>
#include <string_view>

namespace atb::aws {

/// Link-local addresses at which AWS hands keys to a machine or container: the only ones besides
/// loopback that may be spoken to without TLS. They never leave the host.
/// Source: botocore's allow-list for container endpoints, and its two addresses of the instance
/// metadata service.
inline constexpr std::string_view kContainerHost = "169.254.170.2";
inline constexpr std::string_view kPodIdentityHost = "169.254.170.23";
inline constexpr std::string_view kPodIdentityHostV6 = "fd00:ec2::23";
inline constexpr std::string_view kInstanceHost = "169.254.169.254";
inline constexpr std::string_view kInstanceHostV6 = "fd00:ec2::254";

inline constexpr std::array kContainerHosts{kContainerHost, kPodIdentityHost, kPodIdentityHostV6};
/// For the transport of the chain: all of the above.
inline constexpr std::array kMetadataHosts{kContainerHost, kPodIdentityHost, kPodIdentityHostV6,
                                           kInstanceHost, kInstanceHostV6};

}  // namespace atb::aws
