#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "core/error.h"

namespace atb::app {

/// Prints one JSON object on stdout, two-space indented, keys in their given order.
core::Result<void> print_json(const nlohmann::ordered_json& object);

/// Prints text on stdout as it is. @error output.failed (kind internal) when it cannot be written,
/// such as a full disk behind a redirection
core::Result<void> print_text(std::string_view text);

/// Prints an error for people on stderr.
void print_error(const core::Error& error);

/// The error as `{"error":{"kind":…,"code":…,"message":…,"advice":…,"exit_code":N}}`.
[[nodiscard]] nlohmann::ordered_json to_json(const core::Error& error);

/// True when stderr is a terminal, TERM is not dumb and NO_COLOR is unset.
[[nodiscard]] bool stderr_is_interactive();

}  // namespace atb::app
