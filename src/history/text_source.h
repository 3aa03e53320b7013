#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

#include "core/error.h"
#include "files/descriptor.h"

namespace atb::history {

/// Takes the next piece of text; an error ends the reading.
using TextSink = std::function<core::Result<void>(std::string_view)>;

enum class Packing { none, gzip, zip, hdf5 };

/// An open input file, and how its content is packed by its first bytes.
struct TextSource {
  std::filesystem::path path;  ///< for messages
  files::Descriptor file;
  Packing packing = Packing::none;
  std::uint64_t bytes_expected = 0;  ///< about how much text it holds; 0 if unknown
};

/// @error files.not_found; files.not_permitted, candles.unreadable for a directory (usage)
[[nodiscard]] core::Result<TextSource> open_text(const std::filesystem::path& path);

/// Gives the unpacked text to `sink`, piece by piece. @error the sink's; candles.unreadable (usage)
[[nodiscard]] core::Result<void> read_text(const TextSource& source, const TextSink& sink);

}  // namespace atb::history
