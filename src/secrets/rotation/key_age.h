#pragma once

#include <optional>
#include <string>

#include "core/time.h"

namespace atb::secrets {

/// After this long a key wants a successor: the guide says monthly.
inline constexpr auto kKeyAgeMax = core::Duration::days(30);

/// A reminder when the Binance key has been in use for longer; nothing when it has not.
/// @param since  of the key (Binance's createTime), else of the oldest version known to hold it
[[nodiscard]] std::optional<std::string> key_age_warning(core::Timestamp since,
                                                         core::Timestamp now);

}  // namespace atb::secrets
