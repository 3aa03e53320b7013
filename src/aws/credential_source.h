#pragma once

#include <functional>

#include "aws/credentials.h"
#include "core/error.h"
#include "core/time.h"

namespace atb::aws {

/// Asks one origin for a key, anew each time. Slow and able to fail: `RenewedCredentials` decides
/// how often.
/// @param now  AWS's time as far as it is known
using CredentialSource = std::function<core::Result<Credentials>(core::Timestamp now)>;

}  // namespace atb::aws
