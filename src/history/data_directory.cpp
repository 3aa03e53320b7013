#include "history/data_directory.h"

#include <unistd.h>

namespace atb::history {

core::Result<std::filesystem::path> user_data_directory(const EnvironmentLookup& environment) {
  const auto absolute = [&](std::string_view name) -> std::optional<std::filesystem::path> {
    const auto value = environment(name);
    if (!value || !std::filesystem::path{*value}.is_absolute()) return {};
    return *value;
  };
  if (const auto data = absolute("XDG_DATA_HOME")) return *data / "ai-trading-bot";
  if (const auto home = absolute("HOME")) return *home / ".local/share/ai-trading-bot";
  return core::fail(core::ErrorKind::usage, "data.no_directory",
                    "there is no place for data: HOME is not set",
                    "Name a directory with --data-dir.");
}

core::Result<std::filesystem::path> default_data_directory(
    const EnvironmentLookup& environment, const std::filesystem::path& system_directory) {
  const auto may = [](const std::filesystem::path& path, int mode) {
    return access(path.c_str(), mode) == 0;
  };
  if (may(system_directory, W_OK | X_OK) || may(system_directory / "candles", R_OK | X_OK))
    return system_directory;
  return user_data_directory(environment);
}

}  // namespace atb::history
