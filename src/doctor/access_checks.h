#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/error.h"
#include "core/time.h"
#include "doctor/finding.h"

/// Region, credentials, clock, identity: who asks AWS, where, and at what time.
namespace atb::doctor {

/// Who AWS says that we are.
struct Identity {
  std::string account;  ///< twelve digits
  std::string arn;
};

struct AccessProbes {
  std::function<core::Result<std::string>()> region;        ///< its name
  std::function<core::Result<std::string>()> credentials;   ///< where they come from, for people
  std::function<core::Result<core::Duration>()> clock_gap;  ///< AWS's clock minus ours
  std::function<core::Result<Identity>()> identity;
};

struct Access {
  Findings findings;
  std::string region;                ///< empty: unknown
  std::optional<Identity> identity;  ///< nothing: AWS cannot be asked as anybody
};

/// Runs the four checks; a later one is skipped where an earlier one keeps it from telling
/// anything.
[[nodiscard]] Access check_access(const AccessProbes& probes);

/// "role ai-trading-bot-ec2-role" out of an ARN, for people; the ARN itself where it is no role.
[[nodiscard]] std::string describe_identity(const Identity& identity);

/// Whether it is the role of an EC2 instance (its session is named after the instance).
[[nodiscard]] bool is_instance(const Identity& identity);

}  // namespace atb::doctor
