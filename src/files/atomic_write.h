#pragma once

#include <filesystem>
#include <string_view>

#include "core/error.h"
#include "files/pending_file.h"

namespace atb::files {

enum class WriteOutcome {
  written,    ///< the file is new or has new content, mode or owner
  unchanged,  ///< content, mode and owner were right; not touched: its time of change is a signal
};

/// Replaces the file whole or leaves it as it is: a reader or a power cut sees the old content or
/// the new, never a part. Two writers need a `FileLock` around read, compare and write.
/// @param bytes  may be secret: never shown, and private from the first byte when `options` say so
/// @error as PendingFile::create, write and commit; the old file is then still in place
[[nodiscard]] core::Result<WriteOutcome> write_atomically(const std::filesystem::path& path,
                                                          std::string_view bytes,
                                                          const WriteOptions& options = {});

}  // namespace atb::files
