#pragma once

#include <string>
#include <string_view>

#include "net/http.h"

namespace atb::aws {

/// What a service answered instead of a result.
struct Fault {
  int status = 0;               ///< HTTP status
  std::string code = {};        ///< "AccessDeniedException"; the status as text when there is none
  std::string message = {};     ///< the service's first line, bounded; may be empty
  std::string request_id = {};  ///< for AWS support; may be empty
};

/// Reads the answer of a Query service: code, first line of the message and request id of
/// `<ErrorResponse>`; or of a JSON service: `__type`, of which the part after the last '#' and
/// before the first ':' is the code; `message`, else `Message`. Later lines of a message are left
/// out: those of a signature fault repeat the signed headers, the session token among them. A
/// query-compatible service puts its code into `x-amzn-query-error`; that one counts.
[[nodiscard]] Fault decode_fault(const net::HttpResponse& response);

/// Load, not a mistake: wait and try again. LimitExceededException is not among them: in Secrets
/// Manager it is a quota.
[[nodiscard]] bool is_throttling(const Fault& fault);

/// A failure of the service that may pass: throttling, 500, 502, 503, 504.
[[nodiscard]] bool is_retryable(const Fault& fault);

/// The key was temporary and its time is over: another one may be let in.
[[nodiscard]] bool is_expired_key(const Fault& fault);

/// The service's clock and ours may disagree. `surely` for the codes that say so, otherwise for the
/// signature faults that a wrong clock also causes.
enum class ClockSuspicion { none, perhaps, surely };
[[nodiscard]] ClockSuspicion clock_suspicion(const Fault& fault);

}  // namespace atb::aws
