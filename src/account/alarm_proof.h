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

/// The commands of a proof that two machines share, whole, as this run would be called.
struct ProofCommands {
  std::string denied_read;  ///< on the bot's host
  std::string wait;         ///< here
};

/// Asks for the value of `proof_name`, which AWS has to deny.
/// @param commands  for the words of an error
/// @error alarm.nothing_denied (refused)  the caller may read every secret (an administrator): AWS
///        answers "not found", which no filter counts; says how to prove it from the host
///        alarm.proof_exists (refused)    there is such a secret
[[nodiscard]] core::Result<void> make_denied_read(aws::SecretsManager& manager,
                                                  const std::string& secret_name,
                                                  const ProofCommands& commands);

/// What is waited for. A firing before `since` proves nothing of the read that is meant.
struct ProofWait {
  std::string alarm;
  core::Timestamp since;  ///< by CloudWatch's clock: see check_quiet; else when the read was made
  core::Duration timeout;
};

struct AlarmProof {
  std::string alarm;
  core::Timestamp since;  ///< as it was asked for
  core::Timestamp fired;  ///< when the alarm changed to ALARM
  core::Duration waited;  ///< since the wait began
  std::string reason;     ///< in CloudWatch's words
};

/// Called at each look, for a line of progress. @param state  of the alarm
using OnLook = std::function<void(const std::string& state, core::Duration waited)>;

/// Refuses when a proof could not be told from what was before.
/// @return  since when it is quiet, by CloudWatch's clock: whatever it does later is news
/// @error alarm.not_there (not_found), alarm.fires_already (refused)
[[nodiscard]] core::Result<core::Timestamp> check_quiet(aws::CloudWatch& cloudwatch,
                                                        const std::string& alarm);

/// Looks until the alarm fires, after 1, 2, 4 and 8 s, then every 15 s.
/// @error alarm.not_there (not_found); alarm.not_proven (temporary)  not within the timeout;
///        alarm.fires_already (refused)  since before the time that counts
[[nodiscard]] core::Result<AlarmProof> wait_for_alarm(aws::CloudWatch& cloudwatch,
                                                      const ProofWait& wait,
                                                      const aws::Surroundings& surroundings,
                                                      const OnLook& on_look);

}  // namespace atb::account
