#pragma once

#include <string>
#include <vector>

#include "settings/values.h"

namespace atb::secrets {

/// One key that two sets of settings disagree on, safe to print (see settings::displayed).
struct DiffLine {
  enum class Kind { added, changed, removed };
  Kind kind = Kind::changed;
  std::string name;
  std::string before;  ///< empty: added
  std::string after;   ///< empty: removed
};

/// In the order of `after`, then what was removed.
[[nodiscard]] std::vector<DiffLine> redacted_diff(const settings::Values& before,
                                                  const settings::Values& after);

/// "added", "changed" or "removed".
[[nodiscard]] std::string_view name_of(DiffLine::Kind kind) noexcept;

}  // namespace atb::secrets
