#pragma once

#include <string>
#include <string_view>

#include "core/error.h"

/// The text of a least-privilege policy for one environment's secret. Pure.
namespace atb::account {

/// Whom a policy is for.
enum class Audience {
  reader,  ///< the bot's host: reads the value, nothing else
  writer,  ///< a person who changes the secret (set, rotate, rollback)
  watcher  ///< "operator": a person who watches (audit, alarm) and reads no value
};

/// @error policy.unknown_audience (usage)
[[nodiscard]] core::Result<Audience> parse_audience(std::string_view word);
[[nodiscard]] std::string_view name_of(Audience audience);

struct PolicyRequest {
  Audience audience = Audience::reader;
  std::string environment;      ///< "staging", "production"
  std::string secret_arn;       ///< exact, or ending with "-??????" while the secret is not there
  std::string kms_key_arn;      ///< empty: the account's default key, which needs no statement
  bool with_heartbeat = false;  ///< the right to put metrics into kHeartbeatNamespace
};

/// A managed policy holds at most this many characters besides white space.
/// Source: IAM quotas, managed policy size.
inline constexpr std::size_t kPolicyCharactersMax = 6'144;

/// The policy as indented JSON, equal for equal requests. Partition, region and account of every
/// statement are those of the secret's ARN.
/// @error secrets.not_an_arn (usage); policy.too_large (usage)
[[nodiscard]] core::Result<std::string> policy_text(const PolicyRequest& request);

/// True when two texts allow and deny the same: order of lists and statements, one text or a list
/// of one, white space and statement ids make no difference. Text that is no JSON equals none.
[[nodiscard]] bool same_policy(std::string_view a, std::string_view b);

/// The ARN of the key that the secret is encrypted with, for a policy.
/// @param kms_key_id  as DescribeSecret tells: empty, key id, key ARN, or an alias
/// @return  empty text for the account's default key
/// @error policy.kms_alias (usage)  a policy cannot name an alias; the key's ARN must be given
[[nodiscard]] core::Result<std::string> policy_key_arn(std::string_view kms_key_id,
                                                       std::string_view secret_arn);

}  // namespace atb::account
