#include "ai-trading-bot/candle_source.h"

#include <cstdlib>

#include <CLI/CLI.hpp>

#include "history/data_directory.h"
#include "market/interval.h"

namespace atb::app {

void add_candle_source_flags(CLI::App& verb, CandleSourceFlags& flags) {
  verb.add_option("--candles", flags.candles,
                  "a CSV file (plain, .gz, .zip), or store:SYMBOL after data import")
      ->required();
  verb.add_option("--data-dir", flags.data_dir,
                  "folder of the candle store (default /var/lib/ai-trading-bot, else the user's "
                  "data folder)");
}

core::Result<history::Candles> open_candle_source(const CandleSourceFlags& flags,
                                                  const std::optional<std::string>& interval) {
  std::optional<core::Duration> length;
  if (interval) {
    ATB_ASSIGN(length, market::parse_interval(*interval));
  }
  std::filesystem::path folder;
  if (flags.candles.starts_with("store:")) {
    ATB_ASSIGN(folder, data_folder(flags.data_dir));
  }
  return history::open_candles(flags.candles, length, folder);
}

core::Result<std::filesystem::path> data_folder(const std::string& given) {
  if (!given.empty()) return std::filesystem::path{given};
  return history::default_data_directory([](std::string_view name) -> std::optional<std::string> {
    const char* const value = std::getenv(std::string{name}.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>{value};
  });
}

}  // namespace atb::app
