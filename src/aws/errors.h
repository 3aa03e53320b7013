#pragma once

#include <string>

#include "aws/fault.h"
#include "core/error.h"

namespace atb::aws {

/// What was asked, for the words of an error.
struct CallContext {
  std::string operation;  ///< "GetSecretValue"
  std::string secret_id;  ///< name or ARN
  std::string region;
};

/// A service's fault as an error: its own code, the cause in words, and the next step, naming
/// secret and region. Never holds a value: the service does not repeat those.
[[nodiscard]] core::Error to_error(const Fault& fault, const CallContext& context);

}  // namespace atb::aws
