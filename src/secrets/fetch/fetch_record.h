#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/time.h"
#include "files/pending_file.h"

namespace atb::secrets {

/// What is noted beside a `.env` ("<file>.fetched") after each fetch, because a file whose settings
/// did not change is not touched: its own time and header say when they last changed, this one when
/// AWS last confirmed them, and in which version. Holds no value.
struct FetchRecord {
  std::string secret_id;         ///< as it was asked for
  std::string version_id;        ///< of the secret
  core::Timestamp confirmed;     ///< of the last fetch
  core::Timestamp file_changed;  ///< the file's time then; a file with another one is not meant
  /// The time of the file that the running bot was last told to read; empty: none.
  std::optional<core::Timestamp> bot_told = {};
};

/// Lines "name: value".
[[nodiscard]] std::string render(const FetchRecord& record);
/// Nothing when the text is not a record.
[[nodiscard]] std::optional<FetchRecord> parse_record(std::string_view text);

/// "<file>.fetched".
[[nodiscard]] std::filesystem::path record_path(const std::filesystem::path& env_file);
/// The record beside this `.env`; nothing when there is none that can be read.
[[nodiscard]] std::optional<FetchRecord> read_record(const std::filesystem::path& env_file);
/// Two writers need the lock of `fetch`. @error as files::write_atomically
[[nodiscard]] core::Result<void> write_record(const std::filesystem::path& env_file,
                                              const FetchRecord& record,
                                              files::WriteOptions options);

}  // namespace atb::secrets
