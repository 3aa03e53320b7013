#pragma once

#include <functional>
#include <optional>
#include <string_view>

namespace atb::aws {

/// Looks a variable up; nothing when it is unset or empty, which AWS treats alike. The text stays
/// valid while the environment is not changed. Passed in, so that tests have their own.
using Environment = std::function<std::optional<std::string_view>(std::string_view name)>;

/// The environment of this process.
[[nodiscard]] Environment process_environment();

}  // namespace atb::aws
