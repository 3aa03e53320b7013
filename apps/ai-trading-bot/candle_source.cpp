#include "ai-trading-bot/candle_source.h"

#include <cstdlib>

#include <CLI/CLI.hpp>

#include "history/data_directory.h"
#include "market/interval.h"

namespace atb::app {
namespace {

std::optional<std::string> process_environment(std::string_view name) {
  const char* const value = std::getenv(std::string{name}.c_str());
  if (value == nullptr) return {};
  return value;
}

}  // namespace

void add_candle_source_flags(CLI::App& verb, CandleSourceFlags& flags) {
  verb.add_option("--candles", flags.candles, "a candle file, or store:SYMBOL after data import")
      ->required()
      ->type_name("FILE");
  verb.add_option("--data-dir", flags.data_dir,
                  "where candles are stored (default: /var/lib/ai-trading-bot, else the user's)")
      ->type_name("DIR");
}

core::Result<history::Candles> open_candle_source(const CandleSourceFlags& flags,
                                                  const std::optional<std::string>& interval) {
  std::optional<core::Duration> spacing;
  if (interval) {
    ATB_ASSIGN(spacing, market::parse_interval(*interval));
  }
  ATB_ASSIGN(const auto folder, data_folder(flags.data_dir));
  return history::open_candles(flags.candles, spacing, folder);
}

core::Result<std::filesystem::path> data_folder(const std::string& given) {
  if (!given.empty()) return given;
  return history::default_data_directory(process_environment);
}

core::Result<std::filesystem::path> other_data_folder() {
  ATB_ASSIGN(const auto used, history::default_data_directory(process_environment));
  if (used != history::kSystemDataDirectory)
    return std::filesystem::path{history::kSystemDataDirectory};
  return history::user_data_directory(process_environment);
}

}  // namespace atb::app
