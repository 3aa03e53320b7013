#pragma once

#include <functional>
#include <string>

#include "aws/protocol/client.h"
#include "aws/services/cloudwatch.h"
#include "aws/services/secrets_manager.h"
#include "core/error.h"
#include "core/time.h"

/// An alarm is proven only from end to end: a read is denied on purpose, and the alarm sees it.
namespace atb::account {

/// The name that is read: no policy of single secrets opens it, the filter for the secret matches
/// it, and no secret of that name is ever made.
[[nodiscard]] std::string proof_name(const std::string& secret_name);

/// Asks for the value of `proof_name`, which AWS has to deny.
/// @error alarm.nothing_denied (refused)  the caller may read every secret (an administrator): AWS
///        answers "not found", which no filter counts; says how to prove it from the host
///        alarm.proof_exists (refused)    there is such a secret
[[nodiscard]] core::Result<void> make_denied_read(aws::SecretsManager& manager,
                                                  const std::string& secret_name);

struct AlarmProof {
  std::string alarm;
  core::Timestamp fired;  ///< when the alarm changed to ALARM
  core::Duration waited;  ///< since the wait began
  std::string reason;     ///< in CloudWatch's words
};

/// Called at each look, for a line of progress. @param state  of the alarm
using OnLook = std::function<void(const std::string& state, core::Duration waited)>;

/// Refuses when a proof could not be told from what was before.
/// @error alarm.not_there (not_found), alarm.fires_already (refused)
[[nodiscard]] core::Result<void> check_quiet(aws::CloudWatch& cloudwatch, const std::string& alarm);

/// Looks until the alarm fires, after 1, 2, 4 and 8 s, then every 15 s.
/// @error alarm.not_there (not_found); alarm.not_proven (temporary)  not within `timeout`
[[nodiscard]] core::Result<AlarmProof> wait_for_alarm(aws::CloudWatch& cloudwatch,
                                                      const std::string& alarm,
                                                      core::Duration timeout,
                                                      const aws::Surroundings& surroundings,
                                                      const OnLook& on_look);

}  // namespace atb::account
