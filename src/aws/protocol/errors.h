#pragma once

#include <string>
#include <string_view>

#include "aws/protocol/fault.h"
#include "aws/service.h"
#include "core/error.h"

namespace atb::aws {

/// What was asked, for the request and for the words of an error.
struct CallContext {
  std::string operation = {};  ///< "GetSecretValue"
  std::string resource = {};   ///< name or ARN of what is asked about; may be empty
  std::string region = {};
  bool is_signed = true;  ///< false for the few operations that take no signature
  /// False where the operation acts anew when it arrives twice, such as those that make something
  /// under a number of AWS's own: then it is tried again only if it cannot have taken effect.
  bool repeatable = true;
};

/// A service's fault as an error: its own code, the cause in words, and the next step, naming
/// resource and region. Never holds a value: the service does not repeat those.
[[nodiscard]] core::Error to_error(const Fault& fault, const CallContext& context,
                                   const Service& service);

/// The answer of a call that worked, but not in the form that the service sends.
/// @error aws.answer_malformed (internal)
[[nodiscard]] tl::unexpected<core::Error> malformed_answer(const Service& service,
                                                           std::string_view operation);

}  // namespace atb::aws
