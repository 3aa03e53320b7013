#pragma once

#include <string>
#include <string_view>

#include "core/secret.h"

namespace atb::settings {

/// What a person may see of a value. As it stands only where the setting is not secret and the
/// value is short and right for it: so a key that was pasted into the wrong line stays hidden. Else
/// masked (see SecretString::masked).
[[nodiscard]] std::string displayed(std::string_view name, const core::SecretString& value);

/// Whether `displayed` gives the value itself.
[[nodiscard]] bool is_displayable(std::string_view name, std::string_view value);

/// A name as people may see it: what is long and no name of a setting may be a key that was pasted
/// in its place, and is masked.
[[nodiscard]] std::string displayed_name(std::string_view name);

}  // namespace atb::settings
