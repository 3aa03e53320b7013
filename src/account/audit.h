#pragma once

#include <string>
#include <vector>

#include "account/audit_event.h"
#include "core/time.h"

namespace atb::account {

struct AuditRequest {
  std::string secret_name;
  std::vector<std::string> known;  ///< readers that are expected, see mark_unknown
  core::Timestamp since;           ///< older events are left out
  std::string account;             ///< of the readers that are known by their name alone
};

/// Who read or changed a secret.
struct AuditReport {
  std::vector<AuditEvent> events;  ///< newest first
  std::size_t reads = 0;           ///< that succeeded
  std::size_t changes = 0;         ///< that succeeded
  std::size_t denied = 0;          ///< of either kind, for want of a right
  std::size_t failed = 0;          ///< of either kind, for another reason: not there, throttled
  std::size_t unknown = 0;         ///< readers that nobody expects, denied ones included
  std::size_t unreadable = 0;      ///< records that are not what CloudTrail writes
};

/// Picks the secret's events out of what CloudTrail recorded of Secrets Manager. Pure.
/// @param records  each the JSON of one event, in any order; the same event twice counts once
[[nodiscard]] AuditReport audit(const std::vector<std::string>& records,
                                const AuditRequest& request);

}  // namespace atb::account
