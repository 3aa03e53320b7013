#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "aws/services/secrets_manager.h"
#include "core/error.h"
#include "settings/values.h"

namespace atb::secrets {

inline constexpr std::string_view kCurrent = "AWSCURRENT";
inline constexpr std::string_view kPending = "AWSPENDING";
inline constexpr std::string_view kPrevious = "AWSPREVIOUS";

/// AWSCURRENT from one version to another.
struct LabelMove {
  std::string secret_id;
  std::string from;  ///< empty: no version had it when we looked
  std::string to;
  /// Whether settings that someone else put in force hold what this move was for.
  std::function<bool(const settings::Values&)> is_wanted;
  const settings::Values* before = nullptr;  ///< what `from` holds
};

/// What came of a move.
struct Moved {
  std::string in_force;      ///< the version that has AWSCURRENT now
  bool was_in_force = true;  ///< `to` is in force or was; false: another writer did the same
  std::string note;          ///< for people; empty: nothing to add
};

/// Moves the label under the one condition that AWS offers: it must still be on `from`. When the
/// answer is an error, looks where the label is, as the move may have happened and its answer may
/// have been lost; a look may be older than the move, so the version itself is asked too.
/// @error secrets.moved_meanwhile (refused)     another writer was faster; names the keys
///        secrets.outcome_unknown (temporary)   it may have happened, and no look could tell
///        those of SecretsManager               the label is where it was
/// Source: UpdateSecretVersionStage, parameter RemoveFromVersionId.
[[nodiscard]] core::Result<Moved> move_current(aws::SecretsManager& manager, const LabelMove& move);

/// Takes AWSPENDING off a version, where it has it.
/// @return  a warning, or empty text
[[nodiscard]] std::string drop_pending(aws::SecretsManager& manager, const std::string& secret_id,
                                       const std::string& version_id);

/// "added A, B; changed C; removed D", or "no setting".
[[nodiscard]] std::string in_words(const settings::Difference& changes);

}  // namespace atb::secrets
