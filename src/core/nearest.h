#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace atb::core {

/// The candidate that a mistyped word most likely meant (at most two edits, a third of its
/// length), or empty text.
[[nodiscard]] std::string nearest(std::string_view word,
                                  const std::vector<std::string>& candidates);

}  // namespace atb::core
