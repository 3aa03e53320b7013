#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aws_simulator/service_error.h"
#include "core/time.h"

namespace atb::aws_simulator {

/// What a web identity token (a JWT) claims. Its signature is not checked: the simulator knows no
/// provider's keys.
struct WebIdentity {
  std::string provider;  ///< the issuer without "https://"
  std::string subject;
  std::vector<std::string> audiences;
};

/// Reads three base64url parts and the claims iss, sub, aud, exp of the middle one.
/// @error InvalidIdentityToken; ExpiredTokenException when exp has passed
[[nodiscard]] Outcome<WebIdentity> read_web_identity(std::string_view token, core::Timestamp now);

}  // namespace atb::aws_simulator
