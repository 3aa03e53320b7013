#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "backtest/run.h"
#include "core/error.h"
#include "settings/settings.h"

namespace CLI {
class App;
}

namespace atb::app {

/// Where the bot finds its settings and its data.
struct BotFlags {
  std::string env_file;  ///< empty: the process environment
  std::string data_dir;  ///< empty: the default folder
};

void add_bot_flags(CLI::App& verb, BotFlags& flags);

/// The settings of the bot, checked.
struct BotSettings {
  settings::Settings settings;
  std::vector<std::string> warnings;   ///< for people, one line each, without a value
  std::optional<std::string> version;  ///< of the secret, as the file that was fetched notes it
};

/// Reads and checks the settings, also whether the bot knows the pair, the interval, the strategy
/// and its parameters. A file must be private (mode 600, owned by the caller or root).
/// @error env.malformed, settings.invalid (settings); the file's own (refused, not_found)
[[nodiscard]] core::Result<BotSettings> load_settings(const BotFlags& flags);

/// The database file that the settings name; a relative one lies in the data folder.
/// @error store.unsupported (refused) for PostgreSQL
[[nodiscard]] core::Result<std::filesystem::path> database_path(const settings::Settings& settings,
                                                                const BotFlags& flags);

/// The settings as options of a run.
[[nodiscard]] core::Result<backtest::RunOptions> run_options(const settings::Settings& settings);

}  // namespace atb::app
