#pragma once

#include <optional>

#include "aws/client.h"
#include "aws/credential_source.h"
#include "aws/environment.h"
#include "core/error.h"
#include "net/http.h"

namespace atb::aws {

/// The key of an ECS task or an EKS pod, from the endpoint that AWS_CONTAINER_CREDENTIALS_RELATIVE_
/// URI names, else AWS_CONTAINER_CREDENTIALS_FULL_URI: https, or http to loopback or one of
/// `kContainerHosts`. AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE, read at each request, else
/// AWS_CONTAINER_AUTHORIZATION_TOKEN is sent as Authorization. Three tries of two seconds, one
/// second apart.
/// Source: botocore's ContainerProvider; own deviation: an answer of status 4xx (but 429) is final.
/// @param transport  without a proxy; must outlive the source
/// @return  nothing when neither variable is set
/// @error aws.container_malformed (settings), net.http_refused (refused). The source's: codes of
///        net; aws.container_refused (not_authorised), aws.container_failed (temporary), those of
///        parse_credentials and of files::read_secret_input
[[nodiscard]] core::Result<std::optional<CredentialSource>> container_credentials(
    const Environment& environment, net::HttpTransport& transport,
    const Surroundings& surroundings);

}  // namespace atb::aws
