#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "aws_simulator/service_error.h"
#include "core/secret.h"
#include "core/time.h"
#include "net/http_server.h"

namespace atb::aws_simulator {

/// The secret key of an access key id, or null. The pointer is used at once.
using KeyLookup = std::function<const core::SecretString*(std::string_view access_key_id)>;

/// Who signed, and for which region.
struct Caller {
  std::string access_key_id;
  std::string region;
};

/// Checks an Authorization header against the request as it was received, the way AWS's JSON
/// services do, and answers in their words: MissingAuthenticationTokenException,
/// IncompleteSignatureException, UnrecognizedClientException, InvalidSignatureException (wrong
/// signature, clock more than five minutes off, unsigned Host or x-amz-* header, wrong scope).
/// @param service  that the scope must name
[[nodiscard]] Outcome<Caller> check_signature(const net::ServerRequest& request,
                                              std::string_view service, const KeyLookup& keys,
                                              core::Timestamp now);

}  // namespace atb::aws_simulator
