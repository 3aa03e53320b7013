#pragma once

#include <string>
#include <string_view>

#include "aws_simulator/key_ring.h"
#include "aws_simulator/service_error.h"
#include "core/time.h"
#include "net/http_server.h"

namespace atb::aws_simulator {

/// Who signed, and for which region.
struct Signer {
  Identity identity;
  std::string region;
};

/// Checks an Authorization header against the request as it was received, the way AWS's JSON
/// services do, and answers in their words: MissingAuthenticationTokenException,
/// IncompleteSignatureException, UnrecognizedClientException (also for a session token that is
/// missing, wrong or sent with a long-lived key), ExpiredTokenException, InvalidSignatureException
/// (wrong signature, clock more than five minutes off, unsigned Host or x-amz-* header, wrong
/// scope).
/// @param service  that the scope must name
[[nodiscard]] Outcome<Signer> check_signature(const net::ServerRequest& request,
                                              std::string_view service, const KeyRing& keys,
                                              core::Timestamp now);

}  // namespace atb::aws_simulator
