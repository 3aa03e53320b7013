#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/error.h"
#include "history/candles.h"

namespace CLI {
class App;
}

namespace atb::app {

/// Where candles come from: a file, or `store:SYMBOL` in the data folder.
struct CandleSourceFlags {
  std::string candles;
  std::string data_dir;
};

void add_candle_source_flags(CLI::App& verb, CandleSourceFlags& flags);

/// @param interval  needed for the store when it holds more than one of the symbol
[[nodiscard]] core::Result<history::Candles> open_candle_source(
    const CandleSourceFlags& flags, const std::optional<std::string>& interval);

/// The folder for candles and books. @error as history::data_directory
[[nodiscard]] core::Result<std::filesystem::path> data_folder(const std::string& given);

/// Of the system's folder and the user's the one that `data_folder("")` does not choose now; which
/// it is depends on who may write where.
[[nodiscard]] core::Result<std::filesystem::path> other_data_folder();

}  // namespace atb::app
