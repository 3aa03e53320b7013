#pragma once

#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/secret.h"
#include "settings/values.h"

namespace atb::secrets {

/// The environment of a command that gets the settings: what it would have had, without the
/// credentials of this program, and the settings instead of variables of the same names.
/// @param inherited  each "NAME=value"
/// @return  each "NAME=value", ended by a NUL
/// @error secrets.unsafe_name (settings)  names that change how programs are loaded or run, or that
///        no shell takes; or a value with a NUL
[[nodiscard]] core::Result<std::vector<core::SecretBuffer>> child_environment(
    const std::vector<std::string_view>& inherited, const settings::Values& values);

}  // namespace atb::secrets
