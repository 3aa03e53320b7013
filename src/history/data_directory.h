#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"

namespace atb::history {

/// The value of an environment variable, if it is set.
using EnvironmentLookup = std::function<std::optional<std::string>(std::string_view name)>;

inline constexpr std::string_view kSystemDataDirectory = "/var/lib/ai-trading-bot";

/// The user's own place for data: `$XDG_DATA_HOME/ai-trading-bot`, else
/// `~/.local/share/ai-trading-bot`. @error data.no_directory (usage)
[[nodiscard]] core::Result<std::filesystem::path> user_data_directory(
    const EnvironmentLookup& environment);

/// Where data is kept when `--data-dir` does not say: the system's directory when it can be written
/// or holds candles that can be read, else `$XDG_DATA_HOME/ai-trading-bot`, else
/// `~/.local/share/ai-trading-bot`. It need not exist yet.
/// @param system_directory  another one for tests
/// @error data.no_directory (usage)  neither XDG_DATA_HOME nor HOME is an absolute path
/// Source: XDG Base Directory Specification (relative paths are ignored).
[[nodiscard]] core::Result<std::filesystem::path> default_data_directory(
    const EnvironmentLookup& environment,
    const std::filesystem::path& system_directory = kSystemDataDirectory);

}  // namespace atb::history
